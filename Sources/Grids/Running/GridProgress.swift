import Reports
import RunRecords
import EngineProtocol
import CentralizeOptions
import Foundation

/// Shows how a grid goes on, on standard error: on a terminal a line for all runs and one for each
/// that is under way, else plain lines.
final class GridProgress {
  /// A run that is under way.
  private struct Current {
    let run: PlannedRun
    let begin: ContinuousClock.Instant
    var stepsMade = 0
    var task = TaskDescription.classification
    var step: StepProgress?
    /// What is shown of it.
    var line = FittingLine([("begins", 0)])
    var lastSaid: ContinuousClock.Instant
  }

  private static let mostShown = 8

  private let lines: LiveLines
  private let clock = ContinuousClock()
  private let count: Int
  private let jobs: Int
  private var ended: Int
  private var failed: Int
  private var samples: [GridEstimate.Sample]
  private var current: [String: Current] = [:]
  private var lastDrawn: ContinuousClock.Instant?

  /// The progress of `count` runs, `jobs` at a time, of which some have ended, and some failed,
  /// before; `samples` is what is known of their time.
  init(
    count: Int, ended: Int, failed: Int, jobs: Int, samples: [GridEstimate.Sample], isQuiet: Bool
  ) {
    lines = LiveLines(isQuiet: isQuiet)
    (self.count, self.ended, self.failed, self.jobs) = (count, ended, failed, jobs)
    self.samples = samples
  }

  func begins(_ run: PlannedRun) {
    current[run.folder] = Current(run: run, begin: clock.now, lastSaid: clock.now)
  }

  func tell(_ event: RunEvent, of run: PlannedRun) {
    switch event {
    case .begins(let summary):
      current[run.folder]?.stepsMade = summary.stepsMade
      current[run.folder]?.task = summary.task
      lines.say(ProgressText.of(summary))
    case .step(let progress):
      current[run.folder]?.step = progress
      show(ProgressText.of(progress), of: run)
    case .evaluation(let progress): show(ProgressText.of(progress), of: run)
    case .warning(let sentence): warn(sentence, of: run)
    case .epoch(let metrics):
      say(ProgressText.of(metrics, current[run.folder]?.task ?? .classification), of: run)
    case .failure, .peerFailure, .interrupted, .ended, .landscape: break
    }
  }

  /// Tells what people must know.
  func warn(_ sentence: String, of run: PlannedRun) { lines.warn(named(sentence, run)) }

  private func say(_ sentence: String, of run: PlannedRun) { lines.say(named(sentence, run)) }

  private func named(_ sentence: String, _ run: PlannedRun) -> String {
    jobs > 1 ? "\(run.folder): \(sentence)" : sentence
  }

  func ends(_ run: PlannedRun, _ outcome: Experiment.Outcome) {
    let ending = current.removeValue(forKey: run.folder)
    switch outcome {
    case .finished:
      ended += 1
      if let ending, ending.stepsMade == 0 {
        // With its start, which the timings of a run do not count.
        let seconds = (clock.now - ending.begin) / .seconds(1)
        samples.append(.init(configuration: run.configuration, seconds: seconds, share: 1))
      }
    case .failed(let reason):
      ended += 1
      failed += 1
      lines.warn("\(run.folder) failed: \(reason)")
    case .unfinished: break
    }
  }

  /// Shows all that is under way, if it was not shown a moment ago.
  func draw(pending: ArraySlice<PlannedRun>) {
    guard lines.isTerminal else { return }
    if let lastDrawn, clock.now - lastDrawn < .milliseconds(100) { return }
    lastDrawn = clock.now
    let runs = current.values.sorted { $0.run.folder < $1.run.folder }.prefix(Self.mostShown)
    lines.show([FittingLine(whole(pending))] + runs.map { $0.line.after($0.run.folder) })
  }

  /// After a run has ended, where there is no terminal: how far all are.
  func sayWhole(pending: ArraySlice<PlannedRun>) {
    if !lines.isTerminal && count > 1 {
      lines.say(whole(pending).map(\.text).joined(separator: ", "))
    }
  }

  func end() { lines.end() }

  private func show(_ line: FittingLine, of run: PlannedRun) {
    current[run.folder]?.line = line
    guard !lines.isTerminal, let last = current[run.folder]?.lastSaid,
      clock.now - last >= .seconds(10)
    else { return }
    current[run.folder]?.lastSaid = clock.now
    say(line.text, of: run)
  }

  private func whole(_ pending: ArraySlice<PlannedRun>) -> [(text: String, importance: Int)] {
    [("\(ended) of \(count) runs done", 3)]
      + (failed > 0 ? [("\(failed) of them failed", 2)] : [])
      + (secondsLeft(pending).map { [("\(ProgressText.duration($0)) left", 1)] } ?? [])
  }

  /// The seconds until all runs have ended; `nil` while too little is known.
  private func secondsLeft(_ pending: ArraySlice<PlannedRun>) -> Double? {
    let running = current.values.compactMap { run in
      run.step.map { (run, (clock.now - run.begin) / .seconds(1), $0) }
    }
    let estimate = GridEstimate(
      samples
        + running.compactMap { run, elapsed, step in
          let made = Double(step.step - run.stepsMade) / Double(step.totalSteps)
          guard made > 0 else { return nil }
          return .init(
            configuration: run.run.configuration, seconds: elapsed + step.secondsLeft,
            share: Double(step.totalSteps - run.stepsMade) / Double(step.totalSteps))
        })
    let now = running.map { $0.2.secondsLeft }
    guard running.count == current.count,
      let later = GridEstimate.seconds(
        of: pending.map { estimate.seconds(of: $0.configuration) }, jobs: jobs)
    else { return nil }
    return now.reduce(0, +) / Double(max(min(jobs, now.count), 1)) + later
  }
}
