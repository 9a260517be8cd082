import EngineProtocol
import RunRecords
import CentralizeOptions
import Foundation
import TorchData
import TorchOptimizers
import TorchTraining

/// Tells the process that started this one how the run goes on.
final class ProgressReport: RunObserver {
  private let clock = ContinuousClock()
  private var lastTold: ContinuousClock.Instant?

  func weightsLoad(_ report: WeightsReport) {
    for line in report.lines { Supervision.report(.warning(line)) }
  }

  func imageIsSkipped(_ error: DataError) { Supervision.report(.warning("left out: \(error)")) }

  func isTold(_ note: String) { Supervision.report(.warning(note)) }

  func runBegins(_ summary: RunSummary) { Supervision.report(.begins(summary)) }

  func stepEnds(_ progress: StepProgress) { tellNowAndThen(.step(progress)) }
  func evaluationProceeds(_ progress: EvaluationProgress) { tellNowAndThen(.evaluation(progress)) }

  private func tellNowAndThen(_ event: RunEvent) {
    let now = clock.now
    if let lastTold, now - lastTold < .milliseconds(100) { return }
    lastTold = now
    Supervision.report(event)
  }

  func promiseBreaks(_ reading: CentralizationReading, step: Int) {
    Supervision.report(.warning(reading.warning(step: step)))
  }

  func epochEnds(_ metrics: EpochMetrics) { Supervision.report(.epoch(metrics)) }
}
