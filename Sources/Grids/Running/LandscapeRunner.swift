package import Reports
package import EngineProtocol
import RunRecords
import CentralizeOptions
import Files
import Foundation

/// Measures the trainings without and with centralization, one after the other, each in a process or
/// several of its own.
///
/// Nothing is written before all are done. What ends it on its way leaves the folder as it was, and
/// then it begins anew.
package final class LandscapeRunner {
  private let folder: String
  private let engines: RunEngines
  private let like: LandscapeRequest
  private let grid: Grid
  private let lock: FolderLock
  private let progress: GridProgress
  private var interruptions = InterruptionRelay()

  /// Takes hold of the folder.
  ///
  /// - Parameters:
  ///   - grid: The runs: a cell of two arms.
  ///   - folder: Where `landscape.json` is written; made if it is not there.
  ///   - like: A measurement of the arm with centralization, like which all are made.
  ///   - engines: What makes a run.
  ///   - quiet: Whether nothing is said of the progress.
  /// - Throws: `LockError` when another process works there, `GridError` where the folder holds results
  ///   of other options; `FileError`.
  package init(
    _ grid: Grid, in folder: String, like: LandscapeRequest, by engines: RunEngines,
    quiet: Bool = false
  ) throws {
    (self.grid, self.folder, self.like, self.engines) = (grid, folder, like, engines)
    try Self.checkFolder(folder, grid.cells[0].arms.map(\.config))
    try Folder.make(folder)
    lock = try FolderLock(folder)
    progress = GridProgress(
      count: grid.runs.count, ended: 0, failed: 0, jobs: 1, samples: [], isQuiet: quiet)
  }

  /// Checks that no other process works in a folder, and that it holds no results of other trainings.
  private static func checkFolder(_ folder: String, _ configs: [RunConfiguration]) throws {
    try FolderLock.check(folder)
    let trainings = configs.map(\.training)
    if let old = try Landscape(folder: folder), old.arms.map(\.config.training) != trainings {
      throw GridError.otherTraining(
        folder: folder, file: ExperimentFiles.landscape,
        differences: RecordDifference.between(old.config, configs[1]))
    }
    let results = ExperimentFolder(folder)
    guard let name = results.resultsName else { return }
    let experiment = try results.read()
    guard !experiment.hasCell(of: trainings) else { return }
    let cell = experiment.cells.count == 1 ? experiment.cells[0] : nil
    throw GridError.otherTraining(
      folder: folder, file: name,
      differences: cell?.arms.last?.config.map { RecordDifference.between($0, configs[1]) } ?? [])
  }

  /// Makes all runs, writes what was found, and returns it.
  ///
  /// - Throws: `GridError.landscapeInterrupted` when asked to stop, `GridError.notMeasured`
  ///   when a run could not be made at all, `FileError`.
  package func run() throws -> Landscape {
    defer {
      engines.dismiss()
      progress.end()
    }
    try engines.meet(lock: lock.descriptor)
    let arms = grid.cells[0].arms
    var runs: [[LandscapeRun]] = arms.map { _ in [] }
    var provenance: Provenance?
    for run in grid.runs {
      let (found, made) = try measure(run)
      if let provenance, provenance.data != made.data || provenance.weights != made.weights {
        throw GridError.notMeasured(
          run: run.folder, reason: "its data or weights are not what the runs before it had")
      }
      provenance = provenance ?? made
      runs[run.arm].append(found)
    }
    guard let provenance else { throw ReportError.nothingToReport(folder: folder) }
    func arm(_ index: Int) -> Landscape.Arm {
      .init(name: arms[index].name, config: arms[index].config, runs: runs[index])
    }
    let landscape = Landscape(without: arm(0), with: arm(1), provenance: provenance)
    try landscape.write(to: folder)
    return landscape
  }

  private func measure(_ run: PlannedRun) throws -> (LandscapeRun, Provenance) {
    let request = try LandscapeRequest(
      run.configuration, every: like.every, like: grid.cells[run.cell].arms[1].config,
      timeout: like.timeout)
    let group = try engines.begin(.landscape(request), lock: lock.descriptor)
    progress.begins(run)
    var result: (LandscapeRun, Provenance)?
    while !group.isOver {
      interruptions.pass(to: [group])
      EngineGroup.listen(to: [group]) { _, events, sentences in
        for event in events {
          switch event {
          case .landscape(let found, let provenance): result = (found, provenance)
          default: progress.tell(event, of: run)
          }
        }
        for sentence in sentences { progress.warn(sentence, of: run) }
      }
      progress.draw(pending: [])
    }
    if case .interrupted = group.end { interruptions.stop() }
    // A launcher asks the others to stop when one is lost: that is the reason then.
    let isLost = !engines.canGoOn && group.end.reason != nil
    if !isLost, interruptions.isStopping || Interruption.isRequested {
      throw GridError.landscapeInterrupted(folder: folder)
    }
    guard group.end == .finished, let result else {
      throw GridError.notMeasured(
        run: run.folder, reason: group.end.reason ?? "it ended before it was measured")
    }
    progress.ends(run, result.0.failure.map { .failed(reason: $0) } ?? .finished)
    progress.sayWhole(pending: [])
    return result
  }
}
