import Torch

/// Where the elements of some parameters lie in one flat tensor, each output unit's in one stretch.
///
/// The whole tensor is cut into segments: an output unit that is centralized is one, and what is not centralized is cut
/// into pieces, so that a device can add them up side by side.
struct FlatLayout {
  /// Where one parameter lies.
  struct Place {
    let shape: [Int]
    let strides: [Int]
    let offset: Int
    /// Whether it lies there as it does in its own memory.
    let isAlike: Bool
  }

  /// Some elements one after the other.
  struct Segment {
    let length: Int
    /// Whether it is an output unit that is centralized.
    let isUnit: Bool
  }

  private(set) var places: [Place] = []
  /// The number of elements; those of no parameter are zero and stay so.
  private(set) var count = 0
  private(set) var segments: [Segment] = []
  /// How many segments there are before each parameter's, and in all.
  private(set) var starts = [0]

  /// The most elements of a piece that is no output unit.
  private static let pieceLength = 4096
  /// Each parameter begins at a multiple of so many elements.
  private static let alignment = 16

  /// A layout for parameters, each with what is centralized of it, for which ``suits(_:)`` holds.
  init(_ parameters: [(parameter: Parameter, fanIn: FanIn?)]) {
    for (parameter, fanIn) in parameters {
      let strides = parameter.denseStrides(last: fanIn?.dims ?? [])
      places.append(
        Place(
          shape: parameter.shape, strides: strides, offset: count,
          isAlike: strides == parameter.strides))
      add(parameter.count, fanIn?.count(in: parameter.shape))
    }
  }

  /// Whether each output unit can be one stretch: not where dimension 0 holds the inputs of several groups.
  static func suits(_ fanIn: FanIn) -> Bool { !fanIn.splitsFirstDim }

  private mutating func add(_ elements: Int, _ inputs: Int?) {
    let length = inputs ?? Self.pieceLength
    let (whole, rest) = elements == 0 ? (0, 0) : elements.quotientAndRemainder(dividingBy: length)
    segments += Array(repeating: Segment(length: length, isUnit: inputs != nil), count: whole)
    let padding = (Self.alignment - elements % Self.alignment) % Self.alignment
    if rest + padding > 0 { segments.append(Segment(length: rest + padding, isUnit: false)) }
    count += elements + padding
    starts.append(segments.count)
  }
}
