import Torch

/// The segments of a flat tensor where a device finds them: sums over output units and over parameters in a number of
/// operators that does not grow with them.
struct FlatSegments {
  /// Where the segments begin; the last one, behind all, is empty.
  private let offsets: Tensor
  /// The segment of each element of an output unit, and the empty one of all others.
  private let unitOf: Tensor
  /// One over the length of each segment.
  private let weights: Tensor
  private let parameters: Parameters?

  /// What sums over parameters take.
  private struct Parameters {
    /// Where the segments of each parameter begin.
    let starts: Tensor
    /// The parameter of each segment, and the segment of each element.
    let parameterOf: Tensor
    let segmentOf: Tensor
  }

  /// The segments of a layout; with `sumsParameters`, the parameters' norms are asked for too.
  init(_ layout: FlatLayout, dtype: DType, device: Device, sumsParameters: Bool) {
    let lengths = layout.segments.map(\.length)
    let ends = lengths.reduce(into: [0]) { ends, length in
      ends.append(ends[ends.count - 1] + length)
    }
    offsets = Tensor(ends + [layout.count]).to(device)
    weights = Tensor(lengths.map { 1 / Double($0) } + [0]).to(dtype).to(device)
    let units = layout.segments.indices.map { layout.segments[$0].isUnit ? $0 : lengths.count }
    unitOf = .repeated(units, lengths, on: device)
    parameters =
      sumsParameters
      ? Parameters(
        starts: Tensor(layout.starts).to(device),
        parameterOf: .repeated(
          Array(layout.places.indices), zip(layout.starts.dropFirst(), layout.starts).map(-),
          on: device),
        segmentOf: .repeated(Array(lengths.indices), lengths, on: device)) : nil
  }

  /// `flat` without `strength` times the mean of each output unit.
  func centralized(_ flat: Tensor, strength: Double) -> Tensor {
    let means = flat.sumsOfSegments(offsets) * weights
    return flat.adding(means.indexSelect(0, unitOf), alpha: -strength)
  }

  /// `update` with what belongs to each parameter multiplied by `factor` of the norms `[P]` of its weights and of its
  /// update.
  func scaled(_ update: Tensor, beside weights: Tensor, by factor: (Tensor, Tensor) -> Tensor)
    -> Tensor
  {
    guard let parameters else { preconditionFailure("sums over parameters were not asked for") }
    let norms = [weights, update].map { flat in
      (flat * flat).sumsOfSegments(offsets).sumsOfSegments(parameters.starts).sqrt()
    }
    let factors = factor(norms[0], norms[1])
    return update
      * factors.indexSelect(0, parameters.parameterOf).indexSelect(0, parameters.segmentOf)
  }
}
