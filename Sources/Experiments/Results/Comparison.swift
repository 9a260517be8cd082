public import RunRecords
public import CentralizeOptions

/// What came out of training without and with centralization, over some seeds.
///
/// Both arms of a pair have the same seed: the same initial weights and the same data order.
public struct Comparison: Codable, Hashable, Sendable {
  /// One way to train, over all seeds.
  public struct Arm: Codable, Hashable, Sendable {
    /// `none`, or what is centralized.
    public var name: String
    /// The options of the run of the first seed.
    public var config: RunConfiguration
    /// The runs, in the order of the seeds.
    public var seeds: [SeedResult]

    /// An arm of its parts.
    public init(name: String, config: RunConfiguration, seeds: [SeedResult]) {
      (self.name, self.config, self.seeds) = (name, config, seeds)
    }
  }

  /// One run.
  public struct SeedResult: Codable, Hashable, Sendable {
    /// The seed.
    public var seed: UInt64
    /// The metrics of each epoch.
    public var epochs: [EpochMetrics]

    /// The run of a seed.
    public init(seed: UInt64, epochs: [EpochMetrics]) {
      (self.seed, self.epochs) = (seed, epochs)
    }
  }

  /// The difference between the arms, with less without, seed by seed.
  public struct Paired: Codable, Hashable, Sendable {
    /// The number of the epoch, from 1.
    public var epoch: Int
    /// The number, under its name in `metrics.jsonl`.
    public var metric: Measure
    /// The mean over the seeds of the difference.
    public var mean: Double
    /// Its standard deviation with the count less one; absent for one seed.
    public var deviation: Double?
  }

  /// The format that this version writes; newer ones are refused.
  public static let formatVersion = 1

  /// The format of the file.
  public private(set) var formatVersion = Self.formatVersion
  /// What the runs measured.
  public var task: TaskDescription
  /// Without, then with.
  public var arms: [Arm]
  /// For every epoch and metric.
  public var paired: [Paired]

  /// The comparison of arm `without` with arm `with`, whose seeds correspond.
  public init(without: Arm, with: Arm, task: TaskDescription = .classification) {
    (arms, self.task) = ([without, with], task)
    let epochs = (without.seeds + with.seeds).map(\.epochs.count).min() ?? 0
    paired = (0..<epochs).flatMap { epoch in
      task.recorded.compactMap { measure in
        let pairs = zip(without.seeds, with.seeds).map { ($0.epochs[epoch], $1.epochs[epoch]) }
        let differences = pairs.compactMap { a, b in
          measure.value(of: a).flatMap { old in measure.value(of: b).map { $0 - old } }
        }
        guard differences.count == pairs.count, !pairs.isEmpty else { return nil }
        let summary = MeanAndDeviation(differences)
        return Paired(
          epoch: pairs[0].0.epoch, metric: measure, mean: summary.mean,
          deviation: summary.deviation)
      }
    }
  }
}
