import Statistics
package import RunRecords
package import CentralizeOptions

/// What came out of training without and with centralization, over some seeds.
///
/// Both arms of a pair have the same seed: the same initial weights and the same data order.
package struct Comparison: Codable, Hashable, Sendable {
  /// One way to train, over all seeds.
  package struct Arm: Codable, Hashable, Sendable {
    /// `none`, or what is centralized.
    @FolderName package var name: String
    /// The options of the run of the first seed; `nil` of runs that another program made.
    package var config: RunConfiguration?
    /// What another program said of its runs, by name; `nil` of those made here.
    package var recorded: [String: String]?
    /// The runs, in the order of the seeds.
    package var seeds: [SeedResult]

    package init(
      name: String, config: RunConfiguration?, recorded: [String: String]? = nil,
      seeds: [SeedResult]
    ) {
      (self.name, self.config) = (name, config)
      (self.recorded, self.seeds) = (recorded, seeds)
    }

    /// Reads an object that has either.
    package init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      _name = try container.decode(FolderName.self, forKey: .name)
      recorded = try container.decodeIfPresent([String: String].self, forKey: .recorded)
      config =
        recorded == nil ? try container.decode(RunConfiguration.self, forKey: .config) : nil
      seeds = try container.decode([SeedResult].self, forKey: .seeds)
    }
  }

  /// One run.
  package struct SeedResult: Codable, Hashable, Sendable {
    package var seed: UInt64
    package var epochs: [EpochMetrics]

    package init(seed: UInt64, epochs: [EpochMetrics]) { (self.seed, self.epochs) = (seed, epochs) }
  }

  /// The difference between the arms, with less without, seed by seed.
  package struct Paired: Codable, Hashable, Sendable {
    /// The number of the epoch, from 1.
    package var epoch: Int
    /// The number, under its name in `metrics.jsonl`.
    package var metric: Measure
    /// The mean over the seeds of the difference.
    package var mean: Double
    /// Its standard deviation with the count less one; absent for one seed.
    package var deviation: Double?
  }

  /// The format that this version writes; newer ones are refused.
  package static let formatVersion = 1

  package private(set) var formatVersion = Self.formatVersion
  package var task: TaskDescription
  /// Without, then with.
  package var arms: [Arm]
  package var paired: [Paired]

  /// The comparison of arm `without` with arm `with`, whose seeds correspond.
  package init(without: Arm, with: Arm, task: TaskDescription = .classification) {
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
