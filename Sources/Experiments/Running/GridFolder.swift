public import CentralizeOptions
import Files
import Foundation

/// The folder of a grid: its record, the folders of its runs, and what came out.
public struct GridFolder {
  /// The name of the file with what came out.
  public static let resultsName = "experiment.json"

  /// The path of the folder.
  public let path: String
  /// The runs.
  public let grid: Grid

  /// The folder at `path` of a grid.
  public init(_ path: String, _ grid: Grid) { (self.path, self.grid) = (path, grid) }

  /// The grid that was begun in the folder at `path`: its record, or that of a comparison from before
  /// there were grids.
  ///
  /// - Throws: `OptionsError` where nothing was begun, `ExperimentError` for a damaged record.
  public init(resuming path: String) throws {
    self.path = path
    if let record = try GridRecord(folder: path) {
      grid = record.grid
      return
    }
    let recorded = try RecordedRun(folder: path, resumedBy: .compare)
    let configuration = recorded.configuration
    var description = GridDescription()
    description.seeds = .count(recorded.seeds ?? RunConfiguration.defaultSeeds)
    grid = Grid(
      name: configuration.words,
      seeds: (0..<UInt64(recorded.seeds ?? RunConfiguration.defaultSeeds)).map {
        configuration.seed + $0
      },
      cells: [
        Grid.Cell(
          name: "", settings: [],
          arms: [configuration.withoutCentralization(), configuration].map {
            Grid.Arm(name: $0.centralization.rawValue, config: $0)
          })
      ])
  }

  /// The folder of a run.
  public func folder(of run: PlannedRun) -> RunFolder { RunFolder(path + "/" + run.folder) }

  /// The path of the file that says what the runs are, for messages.
  var record: String { path + "/" + RunRecord.gridFileName }

  /// Makes the folder, and writes the records that resuming needs.
  func begin() throws {
    try Folder.make(path)
    if !FileManager.default.fileExists(atPath: record) { try GridRecord(grid).write(to: path) }
    let simple = path + "/" + RunRecord.fileName
    guard let configuration = grid.simple, !FileManager.default.fileExists(atPath: simple)
    else { return }
    let bytes = try RunRecord.data(
      configuration, seeds: grid.seeds.count, provenance: ["version": ProductVersion.current])
    try AtomicFile.write(String(decoding: bytes, as: UTF8.self), to: simple)
  }

  /// Checks that no run of a new grid would be written over one that is there.
  ///
  /// - Throws: `OptionsError.holdsAnotherRun`.
  public func checkIsFree() throws(OptionsError) {
    for run in grid.runs where folder(of: run).isBegun {
      throw .holdsAnotherRun(folder: folder(of: run).path, command: .train)
    }
  }

  /// How each run has ended so far, as the folder's `experiment.json` says it.
  ///
  /// - Throws: `ExperimentError` for a run whose folder was changed by hand.
  public func outcomes() throws -> [Experiment.Outcome] {
    let recorded = try recordedRuns()
    var data: [String: (digests: [String: String], run: String)] = [:]
    return try grid.runs.map { run in
      let folder = folder(of: run)
      guard folder.isBegun else { return .unfinished }
      guard folder.fingerprint == GridRecord.fingerprint(run.configuration) else {
        throw ExperimentError.changedByHand(
          file: folder.path + "/" + RunRecord.fileName, record: record)
      }
      try Self.checkData(of: run, folder, &data)
      guard let known = recorded[run.folder] else { return .unfinished }
      if known.outcome == .finished {
        let epochs = try folder.epochs()
        // Its log has been deleted with all else but the record: the run is made anew.
        if epochs.isEmpty { return .unfinished }
        guard epochs == known.epochs else {
          throw ExperimentError.changedByHand(
            file: folder.path + "/metrics.jsonl", record: path + "/" + Self.resultsName)
        }
      }
      return known.outcome
    }
  }

  /// Checks that runs on the same files saw the same bytes.
  static func checkData(
    of run: PlannedRun, _ folder: RunFolder,
    _ known: inout [String: (digests: [String: String], run: String)]
  ) throws(ExperimentError) {
    let digests = folder.dataDigests
    guard !digests.isEmpty else { return }
    let key = run.configuration.dataset.rawValue + " " + run.configuration.data
    guard let other = known[key] else {
      known[key] = (digests, folder.path)
      return
    }
    for (file, digest) in digests.sorted(by: { $0.key < $1.key })
    where other.digests[file] != nil && other.digests[file] != digest {
      throw .dataChanged(
        file: run.configuration.data + "/" + file, run: folder.path, other: other.run)
    }
  }

  private func recordedRuns() throws -> [String: Experiment.Run] {
    let path = path + "/" + Self.resultsName
    guard let data = FileManager.default.contents(atPath: path) else { return [:] }
    struct Header: Codable { var formatVersion: Int }
    if let found = try? JSONDecoder().decode(Header.self, from: data).formatVersion,
      found > Experiment.formatVersion
    {
      throw ExperimentError.newerFormat(
        file: path, found: found, known: Experiment.formatVersion)
    }
    guard let experiment = try? JSONDecoder().decode(Experiment.self, from: data) else {
      throw ExperimentError.damaged(file: path, reason: "it is not the outcome of a grid")
    }
    let pairs = experiment.cells.flatMap { cell in
      cell.arms.flatMap { arm in
        arm.runs.map { run in
          let folder = "\(arm.name)-\(run.seed)"
          return (cell.name.isEmpty ? folder : cell.name + "/" + folder, run)
        }
      }
    }
    return Dictionary(pairs) { first, _ in first }
  }

  /// What has come out so far.
  ///
  /// - Parameter outcomes: How each run ended, in the grid's order.
  /// - Throws: `ExperimentError.damaged` for a log that cannot be read.
  public func experiment(_ outcomes: [Experiment.Outcome]) throws -> Experiment {
    var cells = grid.cells.map { cell in
      Experiment.Cell(
        name: cell.name, settings: cell.settings,
        arms: cell.arms.map { Experiment.Arm(name: $0.name, config: $0.config, runs: []) })
    }
    for (run, outcome) in zip(grid.runs, outcomes) {
      let folder = folder(of: run)
      // Of a run that is under way, how far it is depends on when one looks.
      let isOver = outcome != .unfinished
      cells[run.cell].arms[run.arm].runs.append(
        Experiment.Run(
          seed: grid.seeds[run.seed], outcome: outcome, epochs: isOver ? try folder.epochs() : [],
          secondsPerEpoch: isOver ? folder.timings.map(\.trainingSeconds) : nil))
    }
    return Experiment(name: grid.name, cells: cells)
  }

  /// Writes what has come out: `experiment.json`, and for each cell whose runs have all ended the
  /// comparison of its first arm with each other one.
  func write(_ experiment: Experiment) throws {
    try ResultFile.write(experiment, to: path + "/" + Self.resultsName)
    for cell in experiment.cells {
      guard cell.arms.allSatisfy({ $0.runs.allSatisfy { $0.outcome != .unfinished } }) else {
        continue
      }
      let folder = cell.name.isEmpty ? path : path + "/" + cell.name
      for (name, comparison) in cell.comparisons {
        try ResultFile.write(comparison, to: "\(folder)/\(name).json")
        try AtomicFile.write(ComparisonTable(comparison).markdown, to: "\(folder)/\(name).md")
      }
    }
  }
}

extension Experiment.Cell {
  /// The comparisons of the first arm with each other one, by the names of their files: that with the
  /// second is `comparison`, the rest have their arm's name added.
  var comparisons: [(name: String, comparison: Comparison)] {
    arms.dropFirst().enumerated().compactMap { index, arm in
      comparison(of: arms[0].name, with: arm.name).map {
        (index == 0 ? "comparison" : "comparison-" + arm.name, $0)
      }
    }
  }
}

extension Experiment {
  /// The tables of all comparisons, for a terminal; in a grid of cells each under its name.
  public var tables: String {
    cells.map { cell in
      let tables = cell.comparisons.map { ComparisonTable($0.comparison).text }
      let title = cell.name.isEmpty ? "" : cell.name + "\n\n"
      let none = "No seed was finished both in \(cell.arms[0].name) and in another arm.\n"
      return title + (tables.isEmpty ? none : tables.joined(separator: "\n"))
    }.joined(separator: "\n")
  }
}
