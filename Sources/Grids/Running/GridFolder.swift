package import Reports
package import RunRecords
package import CentralizeOptions
import Files
import Foundation

/// The folder of a grid: its record, the folders of its runs, and what came out.
package struct GridFolder {
  package let path: String
  package let grid: Grid

  /// The folder at `path` of a grid.
  package init(_ path: String, _ grid: Grid) { (self.path, self.grid) = (path, grid) }

  /// The grid that was begun in the folder at `path`: its record, or that of a comparison from before
  /// there were grids, with its data where its runs found them last.
  ///
  /// - Throws: `OptionsError` where nothing was begun, `GridError` for a damaged record.
  package init(resuming path: String) throws {
    let grid = try Self.recordedGrid(path)
    let places = try grid.runs.compactMap { run in
      try RunFolder(path + "/" + run.folder).configuration().map {
        (run.configuration.data.folder, $0.data.folder)
      }
    }.filter { $0 != $1 }
    self.init(path, grid.moved(Dictionary(places) { $1 }))
  }

  /// Whether a grid was begun in the folder at `path`.
  package static func isBegun(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path + "/" + ExperimentFiles.grid)
  }

  private static func recordedGrid(_ path: String) throws -> Grid {
    if let record = try GridRecord(folder: path) { return record.grid }
    let recorded = try RecordedRun(folder: path, resumedBy: .compare)
    let configuration = recorded.configuration
    return Grid(
      name: configuration.words,
      seeds: (0..<UInt64(recorded.seeds ?? OptionName.defaultSeeds)).map {
        configuration.start.seed + $0
      },
      cells: [
        Grid.Cell(
          name: "", settings: [],
          arms: [configuration.withoutCentralization(), configuration].map {
            Grid.Arm(name: $0.scopes.description.safeInNames, config: $0)
          })
      ])
  }

  package func folder(of run: PlannedRun) -> RunFolder { RunFolder(path + "/" + run.folder) }

  /// The path of the file that says what the runs are, for messages.
  var record: String { path + "/" + ExperimentFiles.grid }

  /// Makes the folder, and writes the records that resuming needs.
  func begin() throws {
    try Folder.make(path)
    let hasMoreSeeds = try addSeeds()
    if !Self.isBegun(path) { try GridRecord(grid).write(to: path) }
    let simple = path + "/" + RunFiles.record
    guard let configuration = grid.simple,
      hasMoreSeeds || !FileManager.default.fileExists(atPath: simple)
    else { return }
    let bytes = try RunRecord.data(
      configuration, seeds: grid.seeds.count, provenance: ["version": ProductVersion.current])
    try AtomicFile.write(String(decoding: bytes, as: UTF8.self), to: simple)
  }

  /// Checks that no run of a new grid would be written over one that is there.
  package func checkIsFree() throws(OptionsError) {
    for run in grid.runs where folder(of: run).isBegun {
      throw .holdsAnotherRun(folder: folder(of: run).path, command: "train")
    }
  }

  /// How each run has ended so far, as the folder's `experiment.json` says it.
  ///
  /// - Parameter data: The bytes that runs were made with.
  /// - Returns: A result for each run, in the grid's order.
  /// - Throws: `GridError` for a run whose folder was changed by hand, or whose data was.
  func results(_ data: inout DataAgreement) throws -> [Experiment.Run] {
    let recorded = try recordedRuns()
    return try grid.runs.map { run in
      let folder = folder(of: run)
      let nothing = Experiment.Run(seed: grid.seeds[run.seed], outcome: .unfinished, epochs: [])
      guard folder.isBegun else { return nothing }
      guard try folder.configuration()?.isSameRun(as: run.configuration) == true else {
        throw GridError.changedByHand(file: folder.path + "/" + RunFiles.record, record: record)
      }
      try data.check(run, folder)
      guard let known = recorded[run.folder], known.outcome != .unfinished else { return nothing }
      let result = try result(of: run, known.outcome)
      // Its log has been deleted, as if to make it anew.
      if result.epochs.isEmpty && !known.epochs.isEmpty { return nothing }
      guard result.epochs == known.epochs else {
        throw GridError.changedByHand(
          file: folder.path + "/" + RunFiles.metrics,
          record: path + "/" + ExperimentFiles.experiment)
      }
      return result
    }
  }

  /// What the folder of a run that has ended holds.
  ///
  /// - Throws: `FormatError` for a log that cannot be read.
  func result(of run: PlannedRun, _ outcome: Experiment.Outcome) throws -> Experiment.Run {
    let folder = folder(of: run)
    return Experiment.Run(
      seed: grid.seeds[run.seed], outcome: outcome, epochs: try folder.epochs(),
      secondsPerEpoch: try folder.timings().map(\.trainingSeconds))
  }

  private func recordedRuns() throws -> [String: Experiment.Run] {
    try Experiment(folder: path).map(Self.runsByFolder) ?? [:]
  }

  package static func runsByFolder(_ experiment: Experiment) -> [String: Experiment.Run] {
    let pairs = experiment.cells.flatMap { cell in
      cell.arms.flatMap { arm in
        arm.runs.map { run in
          (ExperimentFiles.run(of: run.seed, arm: arm.name, cell: cell.name), run)
        }
      }
    }
    return Dictionary(pairs) { first, _ in first }
  }

  /// What the runs measure, as the first that was begun says it.
  private var task: TaskDescription {
    let begun = grid.runs.lazy.map(folder(of:)).first(where: \.isBegun)
    return begun.flatMap { try? TaskDescription(folder: $0.path) } ?? .classification
  }

  /// What has come out, from the result of each run in the grid's order.
  package func experiment(_ results: [Experiment.Run]) -> Experiment {
    var cells = grid.cells.map { cell in
      Experiment.Cell(
        name: cell.name, settings: cell.settings,
        arms: cell.arms.map {
          Experiment.Arm(name: $0.name, label: $0.label, config: $0.config, runs: [])
        })
    }
    for (run, result) in zip(grid.runs, results) {
      cells[run.cell].arms[run.arm].runs.append(result)
    }
    return Experiment(name: grid.name, task: task, cells: cells, seedHistory: grid.seedHistory)
  }

  /// Writes what has come out: `experiment.json`, and for those of some cells whose runs have all
  /// ended the comparison of the first arm with each other one.
  package func write(_ experiment: Experiment, cells: Range<Int>) throws {
    try JSONFile.write(experiment, to: path + "/" + ExperimentFiles.experiment)
    for cell in experiment.cells[cells]
    where cell.arms.allSatisfy({ $0.runs.allSatisfy { $0.outcome != .unfinished } }) {
      let folder = cell.name.isEmpty ? path : path + "/" + cell.name
      try Folder.prepare(folder)
      for (name, comparison) in cell.comparisons(experiment.task) {
        try JSONFile.write(comparison, to: "\(folder)/\(name).json")
        try AtomicFile.write(ComparisonTable(comparison).markdown, to: "\(folder)/\(name).md")
      }
    }
  }
}
