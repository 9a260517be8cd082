import Settings

/// What was measured on the way of one training.
package struct LandscapeRun: Codable, Hashable, Sendable {
  package var seed: UInt64
  /// The optimizer steps between two measurements.
  package var every: Int
  package var steps: Int
  /// What was found around each measured step.
  package var points: [LandscapePoint]
  /// How the trained layers answer a shift of their inputs; empty for a training that failed.
  package var shifts: [OutputShift]
  /// Centralized weights whose layers could not be asked: it makes something else of the weight first,
  /// or is a transposed convolution, whose inputs do not all meet the same elements.
  package var unasked: [String]
  /// Why the training could not go on; absent where it came to its end.
  package var failure: String?

  package init(
    seed: UInt64, every: Int, steps: Int, points: [LandscapePoint], shifts: [OutputShift],
    unasked: [String], failure: String?
  ) {
    (self.seed, self.every, self.steps, self.points) = (seed, every, steps, points)
    (self.shifts, self.unasked, self.failure) = (shifts, unasked, failure)
  }

  /// Whether a training can have made these steps.
  package var hasPossibleSteps: Bool {
    Limits.counts.contains(steps)
      && ([every] + points.map(\.step)).allSatisfy { $0 > 0 && Limits.counts.contains($0) }
  }
}
