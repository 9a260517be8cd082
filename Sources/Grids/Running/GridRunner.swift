package import Reports
package import EngineProtocol
import RunRecords
import CentralizeOptions
import EventFiles
import Files
import Foundation

/// Makes the runs of a grid, each in a process or several of its own, some at a time.
///
/// It can be stopped at any moment, in any way, and taken up again: a run goes on from its last
/// checkpoint, one that has ended is not repeated, and all that is written but the timings is the
/// same, byte for byte, as if nothing had been.
package final class GridRunner {
  private let folder: GridFolder
  private let engines: RunEngines
  private let jobs: Int
  private let timeout: Int
  private let tensorboard: Bool
  private let lock: FolderLock
  private let runs: [PlannedRun]
  private var results: [Experiment.Run]
  private var pending: ArraySlice<Int>
  private var current: [Int: EngineGroup] = [:]
  private var data: DataAgreement
  private var obstacle: String?
  private var interruptions = InterruptionRelay()
  private let progress: GridProgress

  private var isStopping: Bool { interruptions.isStopping || obstacle != nil }

  /// Takes hold of the folder and looks at what it has.
  ///
  /// - Parameters:
  ///   - folder: The folder of the grid.
  ///   - engines: What makes a run.
  ///   - jobs: How many runs go on at a time, from 1.
  ///   - timeout: The seconds that the processes of a run wait for each other.
  ///   - resume: Whether the grid was begun before.
  ///   - retryFailed: Whether runs that failed are tried again.
  ///   - tensorboard: Whether every run also has a file that TensorBoard shows.
  ///   - quiet: Whether nothing is said of the progress.
  /// - Throws: `LockError` when another process works there, `GridError` when a run was changed by hand,
  ///   `OptionsError` when a new grid would be written over runs, `FileError`.
  package init(
    _ folder: GridFolder, by engines: RunEngines, jobs: Int,
    timeout: Int = OptionName.defaultTimeout, resume: Bool, retryFailed: Bool,
    tensorboard: Bool = false, quiet: Bool = false
  ) throws {
    (self.folder, self.engines, self.jobs) = (folder, engines, jobs)
    (self.timeout, self.tensorboard) = (timeout, tensorboard)
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
    defer {
      engines.dismiss()
      progress.end()
    }
    try engines.meet(lock: lock.descriptor)
    if tensorboard { try writeMissingEvents() }
    while true {
      interruptions.pass(to: current.values)
      while !isStopping, current.count < jobs, let index = pending.popFirst() { begin(index) }
      if current.isEmpty { break }
      listen()
      for (index, group) in current where group.isOver { end(index, group) }
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
      current[index] = try engines.begin(
        .train(
          run.configuration, output: place.path, resume: place.isBegun, tensorboard: tensorboard,
          timeout: timeout), lock: lock.descriptor)
      progress.begins(run)
    } catch { stop(ErrorWords.of(error)) }
  }

  /// Hears what the runs say, for a moment.
  private func listen() {
    let indices = Dictionary(current.map { (ObjectIdentifier($1), $0) }) { first, _ in first }
    EngineGroup.listen(to: Array(current.values)) { group, events, lines in
      guard let index = indices[ObjectIdentifier(group)] else { return }
      for event in events { progress.tell(event, of: runs[index]) }
      // Whatever libtorch has to say; why a run ended is an event.
      for line in lines { progress.warn(line, of: runs[index]) }
    }
  }

  /// Has all runs save and end, because there is something that none can go on with.
  private func stop(_ reason: String) {
    guard obstacle == nil else { return }
    obstacle = reason
    for group in current.values { group.interrupt() }
  }

  private func end(_ index: Int, _ group: EngineGroup) {
    current[index] = nil
    let outcome = outcome(group.end)
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

  private func outcome(_ end: RunEnd) -> Experiment.Outcome {
    switch end {
    case .finished: return .finished
    case .interrupted:
      // Where someone asked this run alone to stop, the grid stops too, and can be taken up.
      interruptions.stop()
      return .unfinished
    case .failed(let reason, _, _) where !engines.canGoOn,
      .killed(let reason) where !engines.canGoOn:
      // A launcher asks the others to stop when one is lost: that is the reason then.
      stop(reason)
      return .unfinished
    case .failed(let reason, isOwn: true, _): return .failed(reason: reason)
    case .failed(let reason, isOwn: false, _):
      stop(reason)
      return .unfinished
    case .killed where isStopping: return .unfinished
    case .killed(let reason): return .failed(reason: reason)
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
