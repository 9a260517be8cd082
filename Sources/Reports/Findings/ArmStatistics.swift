import Statistics
import RunRecords
import CentralizeOptions

/// What the runs of one arm came to.
public struct ArmStatistics: Codable, Hashable, Sendable {
  /// The name of the arm.
  public var name: String
  /// The seeds whose runs finished.
  public var seeds: [UInt64]
  /// The runs that failed.
  public var failures: [Failure]
  /// The number of runs that are still to be made or ended.
  public var unfinished: Int
  /// The numbers after the last epoch, over the finished runs.
  public var measures: [Summary]
  /// The test accuracy of each run's best epoch, chosen on validation images; absent without them.
  public var bestEpoch: BestEpoch?

  /// A run that failed.
  public struct Failure: Codable, Hashable, Sendable {
    /// Its seed.
    public var seed: UInt64
    /// Why.
    public var reason: String
  }

  /// A number over the finished runs.
  public struct Summary: Codable, Hashable, Sendable {
    /// Which number.
    public var measure: Measure
    /// Its mean.
    public var mean: Double
    /// Its standard deviation, with the count less one; absent for one run.
    public var deviation: Double?
  }

  /// What the best epochs came to: never the result, because the last epoch is.
  public struct BestEpoch: Codable, Hashable, Sendable {
    /// The epoch of each run with the highest validation accuracy; of equals the first.
    public var epochs: [Int]
    /// The mean of the test accuracies there.
    public var testAccuracy: Double
    /// Their standard deviation; absent for one run.
    public var deviation: Double?
  }

  /// The statistics of an arm.
  public init(_ arm: Experiment.Arm) {
    let runs = arm.finished.filter { !$0.epochs.isEmpty }
    name = arm.name
    seeds = runs.map(\.seed)
    failures = arm.runs.compactMap { run in
      guard case .failed(let reason) = run.outcome else { return nil }
      return Failure(seed: run.seed, reason: reason)
    }
    unfinished = arm.runs.count { $0.outcome == .unfinished }
    measures = Measure.allCases.compactMap { measure in
      let values = runs.compactMap { $0.epochs.last.flatMap(measure.value) }
      guard values.count == runs.count, !values.isEmpty else { return nil }
      let summary = MeanAndDeviation(values)
      return Summary(measure: measure, mean: summary.mean, deviation: summary.deviation)
    }
    bestEpoch = Self.bestEpoch(runs)
  }

  /// The number of a measure; `nil` where no run has it.
  public func summary(_ measure: Measure) -> Summary? {
    measures.first { $0.measure == measure }
  }

  private static func bestEpoch(_ runs: [Experiment.Run]) -> BestEpoch? {
    let best = runs.compactMap { run -> EpochMetrics? in
      guard run.epochs.allSatisfy({ $0.validationAccuracy != nil }) else { return nil }
      // `max` would give the last of equals.
      return run.epochs.reduce(nil) { (best: EpochMetrics?, epoch) in
        (epoch.validationAccuracy ?? 0) > (best?.validationAccuracy ?? -1) ? epoch : best
      }
    }
    guard best.count == runs.count, !best.isEmpty else { return nil }
    let summary = MeanAndDeviation(best.map(\.testAccuracy))
    return BestEpoch(
      epochs: best.map(\.epoch), testAccuracy: summary.mean, deviation: summary.deviation)
  }
}
