/// What was measured on the way of one training.
public struct LandscapeRun: Codable, Hashable, Sendable {
  /// The seed.
  public var seed: UInt64
  /// The optimizer steps between two measurements.
  public var every: Int
  /// The optimizer steps that were made.
  public var steps: Int
  /// What was found around each measured step.
  public var points: [LandscapePoint]
  /// How the trained layers answer a shift of their inputs; empty for a training that failed.
  public var shifts: [OutputShift]
  /// Centralized weights whose layers could not be asked: it makes something else of the weight first,
  /// or is a transposed convolution, whose inputs do not all meet the same elements.
  public var unasked: [String]
  /// Why the training could not go on; absent where it came to its end.
  public var failure: String?

  /// A measured training.
  public init(
    seed: UInt64, every: Int, steps: Int, points: [LandscapePoint], shifts: [OutputShift],
    unasked: [String], failure: String?
  ) {
    (self.seed, self.every, self.steps, self.points) = (seed, every, steps, points)
    (self.shifts, self.unasked, self.failure) = (shifts, unasked, failure)
  }
}
