import CentralizeOptions
import Files
import Foundation

/// Makes the runs of a grid, each in a process of its own, some at a time.
///
/// It can be stopped at any moment, in any way, and taken up again: a run goes on from its last
/// checkpoint, one that has ended is not repeated, and all that is written but the timings is the
/// same, byte for byte, as if nothing had been.
public final class GridRunner {
  private let folder: GridFolder
  private let engine: String
  private let jobs: Int
  private let lock: FolderLock
  private let runs: [PlannedRun]
  private var outcomes: [Experiment.Outcome]
  private var pending: ArraySlice<Int>
  private var current: [Int: EngineProcess] = [:]
  private var failures: [Int: RunEvent] = [:]
  private var sentences: [Int: String] = [:]
  private var data: [String: (digests: [String: String], run: String)] = [:]
  private var obstacle: String?
  private var passedOn = 0
  private let progress: GridProgress

  private var isStopping: Bool { passedOn > 0 || obstacle != nil }

  /// Takes hold of the folder and looks at what it has.
  ///
  /// - Parameters:
  ///   - folder: The folder of the grid.
  ///   - engine: The path of the program that makes a run.
  ///   - jobs: How many runs go on at a time, from 1.
  ///   - resume: Whether the grid was begun before.
  ///   - retryFailed: Whether runs that failed are tried again.
  /// - Throws: `ExperimentError` when another process works there or a run was changed by hand,
  ///   `OptionsError` when a new grid would be written over runs, `FileError`.
  public init(
    _ folder: GridFolder, engine: String, jobs: Int, resume: Bool, retryFailed: Bool
  ) throws {
    (self.folder, self.engine, self.jobs) = (folder, engine, jobs)
    signal(SIGXFSZ, SIG_IGN)  // a file-size limit is an error of the write
    try Folder.make(folder.path)
    lock = try FolderLock(folder.path)
    if !resume { try folder.checkIsFree() }
    try folder.begin()
    runs = folder.grid.runs
    let known = try folder.outcomes()
    outcomes = known.map { outcome in
      if case .failed = outcome, retryFailed { return .unfinished }
      return outcome
    }
    let outcomes = outcomes
    pending = runs.indices.filter { outcomes[$0] == .unfinished }[...]
    progress = GridProgress(
      count: runs.count, ended: runs.count - pending.count,
      failed: outcomes.count { if case .failed = $0 { true } else { false } }, jobs: jobs,
      samples: runs.compactMap { GridEstimate.Sample($0.configuration, in: folder.folder(of: $0)) })
  }

  /// Makes all runs that have not ended, and writes what came out.
  ///
  /// - Throws: `ExperimentError.interrupted` when asked to stop, `ExperimentError.stopped` when the
  ///   disk or the system is in the way; what was saved until then stays.
  public func run() throws -> Experiment {
    Interruption.listen(patience: 2)
    defer { progress.end() }
    while true {
      passInterruptionsOn()
      while !isStopping, current.count < jobs, let index = pending.popFirst() { begin(index) }
      if current.isEmpty { break }
      listen()
      for (index, process) in current where process.isSilent { end(index, process) }
      progress.draw(pending: pendingRuns)
    }
    if let obstacle { throw ExperimentError.stopped(folder: folder.path, reason: obstacle) }
    let finished = outcomes.count { $0 != .unfinished }
    if finished < runs.count {
      throw ExperimentError.interrupted(folder: folder.path, finished: finished, of: runs.count)
    }
    let experiment = try folder.experiment(outcomes)
    try attempt { try folder.write(experiment) }
    return experiment
  }

  private var pendingRuns: ArraySlice<PlannedRun> { pending.map { runs[$0] }[...] }

  private func begin(_ index: Int) {
    let run = runs[index]
    let place = folder.folder(of: run)
    do {
      current[index] = try EngineProcess(
        run,
        request: .train(run.configuration, output: place.path, resume: place.isBegun),
        engine: engine, lock: lock.descriptor)
      progress.begins(run)
    } catch {
      stop("\(error)")
    }
  }

  /// Hears what the runs say, for a moment.
  private func listen() {
    var polled = current.values.flatMap { process in
      process.descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    }
    guard poll(&polled, nfds_t(polled.count), 200) > 0 else { return }
    for (index, process) in current {
      for descriptor in process.descriptors
      where polled.contains(where: { $0.fd == descriptor && $0.revents != 0 }) {
        let (events, lines) = process.read(descriptor)
        for event in events {
          if case .failure = event { failures[index] = event }
          progress.tell(event, of: process.run)
        }
        for line in lines {
          sentences[index] = line
          // Why a run ended is said when it has; the rest is whatever libtorch has to say.
          let isEnd = line.hasPrefix("Error: ") || line.hasPrefix("stopped after step ")
          if !isEnd { progress.say(line, of: process.run) }
        }
      }
    }
  }

  private func passInterruptionsOn() {
    let count = Interruption.count
    guard count > passedOn else { return }
    passedOn = count
    for process in current.values { process.interrupt() }
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
    outcomes[index] = outcome
    let place = folder.folder(of: process.run)
    progress.ends(
      process.run, outcome, GridEstimate.Sample(process.run.configuration, in: place))
    guard outcome != .unfinished else { return }
    do {
      try GridFolder.checkData(of: process.run, place, &data)
      try folder.write(try folder.experiment(outcomes))
    } catch {
      stop("\(error)")
    }
    progress.sayWhole(pending: pendingRuns)
  }

  private func outcome(of index: Int, _ end: EngineProcess.End) -> Experiment.Outcome {
    switch (end, failures[index]) {
    case (.code(0), _): return .finished
    case (.code(130), _):
      // Someone asked this run alone to stop; so the grid stops, and can be taken up.
      if !isStopping { passedOn = max(passedOn, 1) }
      return .unfinished
    case (_, .failure(let reason, isOwn: true)): return .failed(reason: reason)
    case (_, .failure(let reason, isOwn: false)):
      stop(reason)
      return .unfinished
    case (.signal, _) where isStopping: return .unfinished
    case (.signal(let number), _):
      return .failed(
        reason: "its process was ended by signal \(number) (\(String(cString: strsignal(number))))")
    case (.code(let code), _):
      return .failed(reason: sentences[index] ?? "its process ended with code \(code)")
    }
  }

  private func attempt(_ body: () throws -> Void) throws {
    do { try body() } catch let error as FileError {
      throw ExperimentError.stopped(folder: folder.path, reason: "\(error)")
    }
  }
}

extension Experiment {
  /// Checks that every run came to its end.
  ///
  /// - Throws: `ExperimentError.failed` with the reason of each that did not.
  public func checkAllFinished(in folder: String) throws(ExperimentError) {
    var reasons: [String] = []
    var count = 0
    for cell in cells {
      for arm in cell.arms {
        for run in arm.runs {
          count += 1
          guard case .failed(let reason) = run.outcome else { continue }
          let name = "\(arm.name)-\(run.seed)"
          reasons.append("\(cell.name.isEmpty ? name : cell.name + "/" + name): \(reason)")
        }
      }
    }
    if !reasons.isEmpty { throw .failed(reasons, of: count, folder: folder) }
  }
}
