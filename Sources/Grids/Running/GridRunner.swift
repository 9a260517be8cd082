import Processes
package import Reports
import EngineProtocol
import RunRecords
import CentralizeOptions
import EventFiles
import Files
import Foundation

/// Makes the runs of a grid, each in a process of its own, some at a time.
///
/// It can be stopped at any moment, in any way, and taken up again: a run goes on from its last
/// checkpoint, one that has ended is not repeated, and all that is written but the timings is the
/// same, byte for byte, as if nothing had been.
package final class GridRunner {
  private let folder: GridFolder
  private let engine: String
  private let jobs: Int
  private let tensorboard: Bool
  private let lock: FolderLock
  private let runs: [PlannedRun]
  private var results: [Experiment.Run]
  private var pending: ArraySlice<Int>
  private var current: [Int: EngineProcess] = [:]
  private var endings: [Int: RunEvent] = [:]
  private var sentences: [Int: String] = [:]
  private var data: DataAgreement
  private var obstacle: String?
  private var interruptions = InterruptionRelay()
  private let progress: GridProgress

  private var isStopping: Bool { interruptions.isStopping || obstacle != nil }

  /// Takes hold of the folder and looks at what it has.
  ///
  /// - Parameters:
  ///   - folder: The folder of the grid.
  ///   - engine: The path of the program that makes a run.
  ///   - jobs: How many runs go on at a time, from 1.
  ///   - resume: Whether the grid was begun before.
  ///   - retryFailed: Whether runs that failed are tried again.
  ///   - tensorboard: Whether every run also has a file that TensorBoard shows.
  ///   - quiet: Whether nothing is said of the progress.
  /// - Throws: `LockError` when another process works there, `GridError` when a run was changed by hand,
  ///   `OptionsError` when a new grid would be written over runs, `FileError`.
  package init(
    _ folder: GridFolder, engine: String, jobs: Int, resume: Bool, retryFailed: Bool,
    tensorboard: Bool = false, quiet: Bool = false
  ) throws {
    (self.folder, self.engine, self.jobs) = (folder, engine, jobs)
    self.tensorboard = tensorboard
    try Folder.make(folder.path)
    lock = try FolderLock(folder.path)
    if !resume { try folder.checkIsFree() }
    try folder.begin()
    runs = folder.grid.runs
    var data = DataAgreement()
    let results = try folder.results(&data).map { result in
      guard result.isFailed, retryFailed else { return result }
      return Experiment.Run(seed: result.seed, outcome: .unfinished, epochs: [])
    }
    (self.results, self.data) = (results, data)
    pending = results.indices.filter { results[$0].outcome == .unfinished }[...]
    progress = GridProgress(
      count: runs.count, ended: runs.count - pending.count,
      failed: results.count { $0.isFailed }, jobs: jobs,
      samples: runs.compactMap { GridEstimate.Sample($0.configuration, in: folder.folder(of: $0)) },
      isQuiet: quiet)
  }

  /// Makes all runs that have not ended, and writes what came out.
  ///
  /// - Throws: `GridError.interrupted` when asked to stop, `GridError.stopped` when the
  ///   disk or the system is in the way; what was saved until then stays.
  package func run() throws -> Experiment {
    defer { progress.end() }
    if tensorboard { try writeMissingEvents() }
    while true {
      interruptions.pass(to: current.values)
      while !isStopping, current.count < jobs, let index = pending.popFirst() { begin(index) }
      if current.isEmpty { break }
      listen()
      for (index, process) in current where process.isSilent { end(index, process) }
      progress.draw(pending: pendingRuns)
    }
    if let obstacle { throw GridError.stopped(folder: folder.path, reason: obstacle) }
    let ended = results.count { $0.outcome != .unfinished }
    if ended < runs.count {
      throw GridError.interrupted(folder: folder.path, ended: ended, of: runs.count)
    }
    let experiment = folder.experiment(results)
    do { try folder.write(experiment, cells: experiment.cells.indices) } catch {
      throw GridError.stopped(folder: folder.path, reason: ErrorWords.of(error))
    }
    return experiment
  }

  private var pendingRuns: ArraySlice<PlannedRun> { pending.map { runs[$0] }[...] }

  /// Writes the event file of each run that had ended before anyone asked for one.
  private func writeMissingEvents() throws {
    for (run, result) in zip(runs, results) where result.outcome != .unfinished {
      let path = folder.folder(of: run).path
      if !EventFile.exists(in: path) { try EventFile.write(to: path) }
    }
  }

  private func begin(_ index: Int) {
    let run = runs[index]
    let place = folder.folder(of: run)
    do {
      if !place.isBegun { try data.checkWeights(run, place) }
      current[index] = try EngineProcess(
        .train(
          run.configuration, output: place.path, resume: place.isBegun, tensorboard: tensorboard),
        engine: engine, lock: lock.descriptor)
      progress.begins(run)
    } catch { stop(ErrorWords.of(error)) }
  }

  /// Hears what the runs say, for a moment.
  private func listen() {
    let indices = Dictionary(current.map { (ObjectIdentifier($1), $0) }) { first, _ in first }
    EngineProcess.listen(to: Array(current.values)) { process, events, lines in
      guard let index = indices[ObjectIdentifier(process)] else { return }
      for event in events {
        switch event {
        case .failure, .interrupted: endings[index] = event
        default: break
        }
        progress.tell(event, of: runs[index])
      }
      for line in lines {
        // Whatever libtorch has to say; why a run ended is an event.
        sentences[index] = line
        progress.warn(line, of: runs[index])
      }
    }
  }

  /// Has all runs save and end, because there is something that none can go on with.
  private func stop(_ reason: String) {
    guard obstacle == nil else { return }
    obstacle = reason
    for process in current.values { process.interrupt() }
  }

  private func end(_ index: Int, _ process: EngineProcess) {
    current[index] = nil
    let outcome = outcome(of: index, process.wait())
    progress.ends(runs[index], outcome)
    guard outcome != .unfinished else { return }
    do {
      let run = runs[index]
      try data.check(run, folder.folder(of: run))
      results[index] = try folder.result(of: run, outcome)
      try folder.write(folder.experiment(results), cells: run.cell..<run.cell + 1)
    } catch { stop(ErrorWords.of(error)) }
    progress.sayWhole(pending: pendingRuns)
  }

  private func outcome(of index: Int, _ end: Subprocess.End) -> Experiment.Outcome {
    switch (end, endings[index]) {
    case (.code(0), _): return .finished
    case (_, .interrupted), (.code(130), _):
      // Where someone asked this run alone to stop, the grid stops too, and can be taken up.
      interruptions.stop()
      return .unfinished
    case (_, .failure(let reason, isOwn: true)): return .failed(reason: reason)
    case (_, .failure(let reason, isOwn: false)):
      stop(reason)
      return .unfinished
    case (.signal, _) where isStopping: return .unfinished
    case (.signal, _): return .failed(reason: end.words)
    case (.code, _): return .failed(reason: sentences[index] ?? end.words)
    }
  }
}

extension Experiment {
  /// Checks that every run came to its end.
  package func checkAllFinished(in folder: String) throws(GridError) {
    var failed: [String] = []
    var first = ""
    var count = 0
    for cell in cells {
      for arm in cell.arms {
        for run in arm.runs {
          count += 1
          guard case .failed(let reason) = run.outcome else { continue }
          if failed.isEmpty { first = reason }
          failed.append(ExperimentFiles.run(of: run.seed, arm: arm.name, cell: cell.name))
        }
      }
    }
    if !failed.isEmpty { throw .failed(failed, reason: first, of: count, folder: folder) }
  }
}
