import CentralizeOptions
public import RunRecords
import Statistics

/// How long training takes to reach a level of a measure, and how much sooner the other arm is there.
///
/// A curve is known at the ends of epochs; between two of them it is taken for straight. What is
/// reached in the first epoch counts as reached at its end. A training loss is the mean over an
/// epoch. A run that never gets there has no number. Then there is no speed-up run by run either: of the pairs
/// that are left, those of an arm that mostly fails are its best.
public struct LevelReached: Codable, Hashable, Sendable {
  /// What is to be reached.
  public var measure: Measure
  /// The level.
  public var level: Double
  /// Whether the level is the reference's mean over the seeds at its end; else it was asked for.
  public var isReferenceEnd: Bool
  /// How long each run of the reference takes, in the order of the seeds.
  public var reference: [Double?]
  /// How long each run of the other arm takes.
  public var other: [Double?]
  /// How long the reference's mean curve takes.
  public var referenceMean: Double?
  /// How long the other arm's mean curve takes.
  public var otherMean: Double?

  /// How many times sooner the other arm's mean curve gets there.
  public var speedUpOfMeans: Double? {
    guard let referenceMean, let otherMean, otherMean > 0 else { return nil }
    return referenceMean / otherMean
  }

  /// The geometric mean over the pairs of how many times sooner the other arm's run gets there; `nil` where
  /// one of them never does.
  public var speedUp: Double? {
    let ratios = zip(reference, other).compactMap { first, second -> Double? in
      guard let first, let second, first > 0, second > 0 else { return nil }
      return first / second
    }
    return ratios.isEmpty || pairsThere < reference.count ? nil : Math.geometricMean(ratios)
  }

  /// The number of pairs of which both runs get there.
  public var pairsThere: Int { zip(reference, other).count { $0 != nil && $1 != nil } }

  /// A run as a curve: a value at the end of each epoch, and when that is.
  struct Curve {
    var values: [Double]
    var times: [Double]

    /// When the curve gets to `level`.
    func time(of level: Double, isRising: Bool) -> Double? {
      let reached = values.firstIndex { isRising ? $0 >= level : $0 <= level }
      guard let index = reached else { return nil }
      if index == 0 { return times[0] }
      let share = (level - values[index - 1]) / (values[index] - values[index - 1])
      return times[index - 1] + share * (times[index] - times[index - 1])
    }

    /// The mean of curves, as far as the shortest reaches.
    static func mean(_ curves: [Curve]) -> Curve {
      let count = curves.map { min($0.values.count, $0.times.count) }.min() ?? 0
      return Curve(
        values: (0..<count).map { epoch in MeanAndDeviation(curves.map { $0.values[epoch] }).mean },
        times: (0..<count).map { epoch in MeanAndDeviation(curves.map { $0.times[epoch] }).mean })
    }
  }

  /// How long the runs of pairs take; `level` is `nil` for the reference's end.
  ///
  /// A level of a rising measure is reached from below.
  ///
  /// - Returns: `nil` where there is no pair, or a run has no such number.
  init?(_ measure: Measure, level: Double?, isRising: Bool, reference: [Curve], other: [Curve]) {
    let means = (Curve.mean(reference), Curve.mean(other))
    guard let end = means.0.values.last, !means.1.values.isEmpty else { return nil }
    let goal = level ?? end
    (self.measure, self.level, isReferenceEnd) = (measure, goal, level == nil)
    self.reference = reference.map { $0.time(of: goal, isRising: isRising) }
    self.other = other.map { $0.time(of: goal, isRising: isRising) }
    referenceMean = means.0.time(of: goal, isRising: isRising)
    otherMean = means.1.time(of: goal, isRising: isRising)
  }
}
