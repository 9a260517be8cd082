package import Files
public import RunRecords
public import Settings

/// All that came out of a grid: cells, the arms compared in each, and an arm's run for each seed.
///
/// Runs of a cell with the same seed started from the same weights and saw the same images in the
/// same order, so that they can be compared in pairs. A simple comparison is a grid of one cell.
public struct Experiment: Codable, Hashable, Sendable {
  /// The format of the JSON.
  public private(set) var formatVersion = Self.formatVersion
  /// What it is called, in words for people.
  public var name: String
  /// What the runs measured.
  public var task: TaskDescription
  /// The cells, in the order of the grid.
  public var cells: [Cell]
  /// How the number of seeds came about; `nil` where it was never more than at the beginning.
  public var seedHistory: SeedHistory?

  /// The format that this version writes; newer ones are refused.
  public static let formatVersion = 1

  /// What to do about a file that is damaged.
  package static let remedy = "Make it again with 'centralize compare --resume'."

  /// What `experiment.json` in the folder of a grid says; `nil` where there is none.
  package init?(folder: String) throws(FormatError) {
    let found: Self? = try JSONFile.read(
      folder + "/" + ExperimentFiles.experiment, known: Self.formatVersion, remedy: Self.remedy)
    guard let found else { return nil }
    self = found
    try check(file: folder + "/" + ExperimentFiles.experiment)
  }

  /// An experiment of its cells.
  public init(
    name: String, task: TaskDescription = .classification, cells: [Cell],
    seedHistory: SeedHistory? = nil
  ) {
    (self.name, self.task) = (name, task)
    (self.cells, self.seedHistory) = (cells, seedHistory)
  }

  /// One combination of settings, in which arms are compared.
  public struct Cell: Codable, Hashable, Sendable {
    /// The name, which is that of its folder; empty in a grid without axes.
    @FolderName public var name: String
    /// What sets the cell apart from the others, in the order of the axes.
    public var settings: [Setting]
    /// The arms; the first is the reference that the others are compared with.
    public var arms: [Arm]

    /// A cell of its arms.
    public init(name: String, settings: [Setting], arms: [Arm]) {
      (self.name, self.settings, self.arms) = (name, settings, arms)
    }
  }

  /// The value of an option in a cell.
  public struct Setting: Codable, Hashable, Sendable {
    /// The option's long name without dashes.
    public var option: String
    /// Its value, as it would be written on the command line.
    public var value: String

    /// The value of an option.
    public init(option: String, value: String) { (self.option, self.value) = (option, value) }
  }

  /// One way to train, over all seeds.
  public struct Arm: Codable, Hashable, Sendable {
    /// The name, with which the folders of the runs begin: `none`, or what is centralized.
    @FolderName public var name: String
    /// What reports call it; `nil` for what follows from its options, such as "with GC (all)".
    public var label: String?
    /// The options of the run of the first seed; `nil` of runs that another program made.
    public var config: RunConfiguration?
    /// What another program said of its runs, by name; `nil` of those made here.
    public var recorded: [String: String]?
    /// The runs, in the order of the seeds.
    public var runs: [Run]

    /// An arm of its runs.
    public init(
      name: String, label: String? = nil, config: RunConfiguration?,
      recorded: [String: String]? = nil, runs: [Run]
    ) {
      (self.name, self.label, self.config) = (name, label, config)
      (self.recorded, self.runs) = (recorded, runs)
    }

    /// Reads an object that has either.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      _name = try container.decode(FolderName.self, forKey: .name)
      label = try container.decodeIfPresent(String.self, forKey: .label)
      recorded = try container.decodeIfPresent([String: String].self, forKey: .recorded)
      config =
        recorded == nil ? try container.decode(RunConfiguration.self, forKey: .config) : nil
      runs = try container.decode([Run].self, forKey: .runs)
    }
  }

  /// One run.
  public struct Run: Codable, Hashable, Sendable {
    /// The seed.
    public var seed: UInt64
    /// How it ended.
    public var outcome: Outcome
    /// The metrics of each epoch that it completed.
    public var epochs: [EpochMetrics]
    /// The seconds of training in each epoch, without evaluation; no part of the JSON, which is
    /// free of times.
    public var secondsPerEpoch: [Double]?

    private enum CodingKeys: String, CodingKey { case seed, outcome, epochs }

    /// The run of a seed.
    public init(
      seed: UInt64, outcome: Outcome, epochs: [EpochMetrics], secondsPerEpoch: [Double]? = nil
    ) {
      (self.seed, self.outcome) = (seed, outcome)
      (self.epochs, self.secondsPerEpoch) = (epochs, secondsPerEpoch)
    }
  }
}

extension Experiment.Arm {
  /// The runs that came to their end.
  public var finished: [Experiment.Run] { runs.filter { $0.outcome == .finished } }
}

extension Experiment.Cell {
  /// The arm of a name.
  public func arm(_ name: String) -> Experiment.Arm? { arms.first { $0.name == name } }

  /// The comparison of two arms over the seeds that both finished.
  ///
  /// - Parameters:
  ///   - reference: The name of the arm that is subtracted.
  ///   - other: The name of the arm that it is subtracted from.
  ///   - task: What the runs measured.
  /// - Returns: `nil` where an arm is not there or no seed is finished in both.
  package func comparison(
    of reference: String, with other: String, task: TaskDescription = .classification
  ) -> Comparison? {
    guard let first = arm(reference), let second = arm(other) else { return nil }
    let seeds = Set(first.finished.map(\.seed)).intersection(second.finished.map(\.seed))
    if seeds.isEmpty { return nil }
    func paired(_ arm: Experiment.Arm) -> Comparison.Arm {
      let runs = arm.finished.filter { seeds.contains($0.seed) }.sorted { $0.seed < $1.seed }
      return Comparison.Arm(
        name: arm.name, config: arm.config, recorded: arm.recorded,
        seeds: runs.map { .init(seed: $0.seed, epochs: $0.epochs) })
    }
    return Comparison(without: paired(first), with: paired(second), task: task)
  }
}
