import EngineProtocol
import RunRecords
import CentralizeOptions

/// Measures a run while it goes on.
final class RunClock {
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private let stepsMade: Int
  private let totalSteps: Int
  private let imagesPerStep: Int
  private var epochStart = 0.0
  private var epochFirstStep = 0
  private var lastStep = 0

  init(stepsMade: Int, totalSteps: Int, imagesPerStep: Int) {
    start = clock.now
    (self.stepsMade, self.totalSteps, self.imagesPerStep) = (stepsMade, totalSteps, imagesPerStep)
  }

  var seconds: Double { (clock.now - start) / .seconds(1) }

  func epochBegins(at step: Int) {
    epochStart = seconds
    epochFirstStep = step
    lastStep = step
  }

  func progress(epoch: Int, epochs: Int, step: Int, loss: Double) -> StepProgress {
    lastStep = step
    let elapsed = seconds
    let secondsPerStep = elapsed / Double(step - stepsMade)
    return StepProgress(
      epoch: epoch, epochs: epochs, step: step, totalSteps: totalSteps, loss: loss,
      imagesPerSecond: imagesPerSecond(until: elapsed),
      secondsLeft: secondsPerStep * Double(totalSteps - step))
  }

  /// The timings of the epoch whose training ended at `trainingEnd` and whose evaluation ends now.
  func epochEnds(_ epoch: Int, trainingEnd: Double) -> RunTimings.Epoch {
    RunTimings.Epoch(
      epoch: epoch, trainingSeconds: trainingEnd - epochStart,
      imagesPerSecond: imagesPerSecond(until: trainingEnd),
      evaluationSeconds: seconds - trainingEnd)
  }

  private func imagesPerSecond(until end: Double) -> Double {
    Double((lastStep - epochFirstStep) * imagesPerStep) / max(end - epochStart, 1e-9)
  }
}
