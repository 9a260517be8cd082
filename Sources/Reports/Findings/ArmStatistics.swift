public import RunRecords
import Statistics
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
  /// What each run's best epoch came to, chosen on validation examples; absent without them.
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
    /// The epoch of each run that does best on validation examples; of equals the first.
    public var epochs: [Int]
    /// The mean of the results there, under the name of their measure.
    public var means: [String: Double]
    /// Their standard deviation; absent for one run.
    public var deviation: Double?
  }

  /// The statistics of an arm.
  public init(_ arm: Experiment.Arm, _ task: TaskDescription) {
    let runs = arm.finished.filter { !$0.epochs.isEmpty }
    name = arm.name
    seeds = runs.map(\.seed)
    failures = arm.runs.compactMap { run in
      guard case .failed(let reason) = run.outcome else { return nil }
      return Failure(seed: run.seed, reason: reason)
    }
    unfinished = arm.runs.count { $0.outcome == .unfinished }
    measures = task.compared.compactMap { measure in
      let values = runs.compactMap { $0.epochs.last.flatMap(measure.value) }
      guard values.count == runs.count, !values.isEmpty else { return nil }
      let summary = MeanAndDeviation(values)
      return Summary(measure: measure, mean: summary.mean, deviation: summary.deviation)
    }
    bestEpoch = Self.bestEpoch(runs, task)
  }

  /// The number of a measure; `nil` where no run has it.
  public func summary(_ measure: Measure) -> Summary? { measures.first { $0.measure == measure } }

  private static func bestEpoch(_ runs: [Experiment.Run], _ task: TaskDescription) -> BestEpoch? {
    let (choice, headline) = (task.choice, task.headline)
    let best = runs.compactMap { run -> (epoch: Int, result: Double)? in
      let values = run.epochs.compactMap(choice.value)
      guard values.count == run.epochs.count, !values.isEmpty else { return nil }
      // `max` would give the last of equals.
      let index = values.indices.dropFirst().reduce(0) { best, index in
        task[choice].isBetter(values[index], than: values[best]) ? index : best
      }
      return headline.value(of: run.epochs[index]).map { (run.epochs[index].epoch, $0) }
    }
    guard best.count == runs.count, !best.isEmpty else { return nil }
    let summary = MeanAndDeviation(best.map(\.result))
    return BestEpoch(
      epochs: best.map(\.epoch), means: [headline.rawValue: summary.mean],
      deviation: summary.deviation)
  }
}

extension ArmStatistics.BestEpoch {
  private enum CodingKeys: String, CodingKey { case epochs, deviation }

  /// Reads an object in which the mean stands under its measure's name.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    epochs = try container.decode([Int].self, forKey: .epochs)
    deviation = try container.decodeIfPresent(Double.self, forKey: .deviation)
    means = try .init(flatIn: decoder, beside: ["deviation"])
  }

  /// Writes what `init(from:)` reads.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(epochs, forKey: .epochs)
    try container.encodeIfPresent(deviation, forKey: .deviation)
    try means.encodeFlat(to: encoder)
  }
}
