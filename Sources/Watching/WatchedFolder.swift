import Grids
import Reports
import RunRecords
import CentralizeOptions
import Files
import Foundation

/// A folder that runs write into, looked at again and again: that of a comparison, a grid, or a run.
///
/// Only files that have changed are read again, and of logs only what was added.
final class WatchedFolder {
  /// What the folder is.
  private enum Content {
    case grid(GridFolder)
    /// What came out, without a record of what the runs were to be.
    case results
    /// A single run of `train`.
    case run(RecordedRun)

    var hasNoRecord: Bool { if case .results = self { true } else { false } }
  }

  private let path: String
  private var content: Content
  private var records: [FileState?]
  private var results: CachedFile<Experiment>
  private var runs: [WatchedRun] = []

  /// The folder at `path`.
  ///
  /// - Throws: `WatchError.nothingToWatch` where it holds no runs, or what is wrong with its
  ///   record.
  init(_ path: String) throws {
    self.path = path
    records = Self.records(path)
    content = try Self.content(of: path)
    let files = [ExperimentFiles.experiment, ExperimentFiles.comparison].map { path + "/" + $0 }
    // The second only where a folder from before there were grids has it alone.
    results = CachedFile(
      content.hasNoRecord ? files.first { FileState($0) != nil } ?? files[0] : files[0])
  }

  func look() -> Observation {
    var problems: [String] = []
    let now = Self.records(path)
    if now != records {
      // The record of a grid never changes: it was deleted, or the folder holds another one.
      do {
        content = try Self.content(of: path)
        (records, runs) = (now, [])
      } catch { problems.append(ErrorWords.of(error)) }
    }
    var observation =
      switch content {
      case .grid(let folder): look(at: folder)
      case .results: lookAtResults()
      case .run(let run): look(at: run)
      }
    observation.problems =
      problems + [results.problem].compactMap { $0 } + runs.compactMap(\.problem)
    observation.lastChange =
      ([results.state?.date] + records.map { $0?.date } + runs.map(\.lastChange))
      .compactMap { $0 }.max()
    return observation
  }

  private func look(at folder: GridFolder) -> Observation {
    let planned = folder.grid.runs
    if runs.isEmpty { runs = planned.map { WatchedRun(path + "/" + $0.folder) } }
    let process = FolderLock.process(in: path)
    // What the runs say first: one that ends in between is then in the results already.
    for index in runs.indices { runs[index].look() }
    readResults()
    let recorded = results.value.map(GridFolder.runsByFolder) ?? [:]
    let began = process == nil ? nil : FileState(path + "/" + FolderLock.fileName)?.date
    let observed = zip(planned, runs).map { run, watched in
      watched.observed(
        (run.folder, run.configuration), recorded: recorded[run.folder],
        recordDate: results.state?.date, work: began)
    }
    let ended = zip(planned, observed).map { run, observed in
      Experiment.Run(observed, seed: folder.grid.seeds[run.seed], recorded: recorded[run.folder])
    }
    return Observation(
      path: path, experiment: folder.experiment(ended), runs: observed,
      work: process.map { .goesOn(process: $0) } ?? .none, problems: [])
  }

  private func lookAtResults() -> Observation {
    readResults()
    let experiment = results.value ?? Experiment(name: path, cells: [])
    let runs = experiment.cells.flatMap { cell in
      cell.arms.flatMap { arm in arm.runs.map { ObservedRun($0, of: arm, in: cell) } }
    }
    return Observation(path: path, experiment: experiment, runs: runs, work: .none, problems: [])
  }

  private func look(at recorded: RecordedRun) -> Observation {
    let configuration = recorded.configuration
    if runs.isEmpty { runs = [WatchedRun(path)] }
    runs[0].look()
    let process = FolderLock.process(in: path)
    var run = runs[0].going(("", configuration), process == nil ? .stopped : .running)
    if run.isAtItsEnd(of: recorded.task) { run.state = .finished }
    let result = Experiment.Run(run, seed: configuration.start.seed, recorded: nil)
    let arm = Experiment.Arm(
      name: configuration.scopes.description.safeInNames, config: configuration, runs: [result])
    return Observation(
      path: path,
      experiment: Experiment(
        name: configuration.words, task: recorded.task,
        cells: [.init(name: "", settings: [], arms: [arm])]),
      runs: [run], work: process.map { .goesOn(process: $0) } ?? .none, problems: [],
      isOfOneRun: true)
  }

  private func readResults() { results.look { try ExperimentFolder(path).read() } }

  private static func records(_ path: String) -> [FileState?] {
    [ExperimentFiles.grid, RunFiles.record].map { FileState(path + "/" + $0) }
  }

  private static func content(of path: String) throws -> Content {
    func has(_ name: String) -> Bool { FileState(path + "/" + name) != nil }
    switch Surroundings.current.kind(path) {
    case .folder: break
    case .file: throw WatchError.nothingToWatch(folder: path, reason: "is a file, not a folder")
    case nil: throw WatchError.nothingToWatch(folder: path, reason: "does not exist")
    }
    if has(ExperimentFiles.grid) { return .grid(try GridFolder(resuming: path)) }
    if has(ExperimentFiles.experiment) || has(ExperimentFiles.comparison) { return .results }
    let file = path + "/" + RunFiles.record
    guard has(RunFiles.record) else {
      throw WatchError.nothingToWatch(
        folder: path,
        reason: "holds nothing to watch: expected \(ExperimentFiles.grid) or "
          + "\(ExperimentFiles.experiment) of a comparison, or \(RunFiles.record) of a run")
    }
    let run = try RecordedRun(file: file)
    return run.seeds == nil ? .run(run) : .grid(try GridFolder(resuming: path))
  }
}

extension Experiment.Run {
  /// What a run came to, as far as its files say; times only where they are recorded.
  fileprivate init(_ observed: ObservedRun, seed: UInt64, recorded: Experiment.Run?) {
    switch observed.state {
    case .finished:
      self = recorded ?? .init(seed: seed, outcome: .finished, epochs: observed.epochs)
    case .failed(let reason):
      self = .init(seed: seed, outcome: .failed(reason: reason), epochs: observed.epochs)
    case .waiting, .running, .stopped:
      self = .init(seed: seed, outcome: .unfinished, epochs: observed.epochs)
    }
  }
}

extension ObservedRun {
  fileprivate init(_ run: Experiment.Run, of arm: Experiment.Arm, in cell: Experiment.Cell) {
    state =
      switch run.outcome {
      case .finished: .finished
      case .failed(let reason): .failed(reason: reason)
      case .unfinished: .stopped
      }
    folder = ExperimentFiles.run(of: run.seed, arm: arm.name, cell: cell.name)
    (configuration, epochs, steps) = (arm.config?.with(seed: run.seed), run.epochs, [])
  }
}
