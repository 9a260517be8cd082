import CentralizeOptions
import Foundation
import TorchData
import TorchOptimizers
import TorchTraining

/// Shows how a run goes on, on standard error: a line that changes in place on a terminal, else a
/// plain line now and then.
final class ProgressLine: RunObserver {
  private let isTerminal = isatty(STDERR_FILENO) != 0
  private let clock = ContinuousClock()
  private var lastDrawn: ContinuousClock.Instant?
  private var isDrawn = false

  func weightsLoad(_ report: WeightsReport) { report.lines.forEach(say) }

  func imageIsSkipped(_ error: DataError) { say("left out: \(error)") }

  func runBegins(_ summary: RunSummary) {
    lastDrawn = clock.now
    let resumed = summary.stepsMade > 0 ? ", from step \(summary.stepsMade)" : ""
    say(
      "\(summary.folder): \(summary.parameterCount) parameters, \(summary.imagesPerEpoch) images "
        + "per epoch, \(summary.totalSteps) steps\(resumed)")
  }

  func stepEnds(_ progress: StepProgress) {
    let now = clock.now
    if let lastDrawn, now - lastDrawn < (isTerminal ? .milliseconds(100) : .seconds(10)) { return }
    lastDrawn = now
    let text = String(
      format: "epoch %d/%d  step %d/%d  %.0f images/s  loss %.4f  %@ left", progress.epoch,
      progress.epochs, progress.step, progress.totalSteps, progress.imagesPerSecond, progress.loss,
      Self.duration(progress.secondsLeft))
    guard isTerminal else { return say(text) }
    write("\r\u{1B}[2K" + String(text.prefix(columns)))
    isDrawn = true
  }

  func promiseBreaks(_ reading: CentralizationReading, step: Int) {
    say(
      String(
        format: "warning: step %d: the sums of %@ have moved by %.2g, and the optimizer promises "
          + "that they stay (rounding explains %.2g)", step, reading.name, reading.drift,
        reading.tolerance))
  }

  func epochEnds(_ metrics: EpochMetrics) {
    say(
      String(
        format: "epoch %d  step %d  training loss %.4f  test accuracy %.2f %%", metrics.epoch,
        metrics.step, metrics.trainLoss, metrics.testAccuracy * 100))
  }

  /// Takes the changing line away.
  func end() {
    guard isDrawn else { return }
    write("\r\u{1B}[2K")
    isDrawn = false
  }

  private func say(_ line: String) {
    end()
    write(line + "\n")
  }

  private func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }

  /// The width of the terminal less one, so that the line never wraps.
  private var columns: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 1 else { return 79 }
    return Int(size.ws_col) - 1
  }

  private static func duration(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded())
    return whole >= 3600
      ? String(format: "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
      : String(format: "%d:%02d", whole / 60, whole % 60)
  }
}
