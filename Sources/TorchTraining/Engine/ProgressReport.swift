package import EngineProtocol
package import RunRecords
import CentralizeOptions
import Foundation
package import TorchOptimizers

/// Tells how the run goes on: the process that started this one, or the user.
package final class ProgressReport: RunObserver {
  private let tell: (RunEvent) -> Void
  private let clock = ContinuousClock()
  private var lastTold: ContinuousClock.Instant?
  /// How many threads compute together.
  private let threads: Int
  /// What they had done when the run began; `nil` when there is no more to say of it.
  private var crowding: (start: ProcessorTimes, since: ContinuousClock.Instant)?

  /// A report to `tell`; with `threads` given it also says, once, that they wait for cores that others have.
  package init(to tell: @escaping (RunEvent) -> Void, threads: Int = 1) {
    (self.tell, self.threads) = (tell, threads)
  }

  package func weightsLoad(_ report: WeightsReport) {
    for line in report.lines { tell(.warning(line)) }
  }

  package func imageIsSkipped(_ reason: String) { tell(.warning("left out: \(reason)")) }

  package func isTold(_ note: String) { tell(.warning(note)) }

  package func runBegins(_ summary: RunSummary) {
    tell(.begins(summary))
    if threads > 1 { crowding = ProcessorTimes().map { ($0, clock.now) } }
  }

  package func stepEnds(_ progress: StepProgress) {
    tellNowAndThen(.step(progress))
    guard let (start, since) = crowding, clock.now - since > .seconds(10) else { return }
    crowding = nil
    if let note = ProcessorTimes()?.note(since: start, threads: threads) { tell(.warning(note)) }
  }

  package func evaluationProceeds(_ progress: EvaluationProgress) {
    tellNowAndThen(.evaluation(progress))
  }

  private func tellNowAndThen(_ event: RunEvent) {
    let now = clock.now
    if let lastTold, now - lastTold < .milliseconds(100) { return }
    lastTold = now
    tell(event)
  }

  package func promiseBreaks(_ reading: CentralizationReading, step: Int) {
    tell(.warning(reading.warning(step: step)))
  }

  package func epochEnds(_ metrics: EpochMetrics) { tell(.epoch(metrics)) }
}

extension CentralizationReading {
  /// The sentence for a promise that is broken.
  func warning(step: Int) -> String {
    String(
      format: "warning: step %d: the sums of %@ have moved by %.2g, and the optimizer promises "
        + "that they stay (rounding explains %.2g)", step, name, drift, tolerance)
  }
}
