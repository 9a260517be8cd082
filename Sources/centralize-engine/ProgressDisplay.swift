import EngineProtocol
import RunRecords
import CentralizeOptions
import Foundation
import TorchData
import TorchOptimizers
import TorchTraining

/// Shows how a run goes on, on standard error: a line that changes in place on a terminal, else a
/// plain line now and then.
final class ProgressDisplay: RunObserver {
  private let lines: LiveLines
  private let clock = ContinuousClock()
  private var lastDrawn = ContinuousClock.now
  private var task = TaskDescription.classification

  init(isQuiet: Bool = false) { lines = LiveLines(isQuiet: isQuiet) }

  func weightsLoad(_ report: WeightsReport) { report.lines.forEach(lines.warn) }

  func imageIsSkipped(_ error: DataError) { lines.warn("left out: \(error)") }

  func isTold(_ note: String) { lines.warn(note) }

  func runBegins(_ summary: RunSummary) {
    (lastDrawn, task) = (clock.now, summary.task)
    lines.say(ProgressText.of(summary))
  }

  func stepEnds(_ progress: StepProgress) { show(ProgressText.of(progress)) }
  func evaluationProceeds(_ progress: EvaluationProgress) { show(ProgressText.of(progress)) }

  private func show(_ line: FittingLine) {
    let now = clock.now
    let pause: Duration = lines.isTerminal ? .milliseconds(100) : .seconds(10)
    if now - lastDrawn < pause { return }
    lastDrawn = now
    if lines.isTerminal { lines.show([line]) } else { lines.say(line.text) }
  }

  func promiseBreaks(_ reading: CentralizationReading, step: Int) {
    lines.warn(reading.warning(step: step))
  }

  func epochEnds(_ metrics: EpochMetrics) {
    lines.end()
    lines.say(ProgressText.of(metrics, task))
  }

  /// Takes the changing line away.
  func end() { lines.end() }
}

extension CentralizationReading {
  /// The sentence for a promise that is broken.
  func warning(step: Int) -> String {
    String(
      format: "warning: step %d: the sums of %@ have moved by %.2g, and the optimizer promises "
        + "that they stay (rounding explains %.2g)", step, name, drift, tolerance)
  }
}
