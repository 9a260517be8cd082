public import RunRecords
import Foundation

/// The words in which people are told how runs go on.
public enum ProgressText {
  /// A run begins.
  public static func of(_ summary: RunSummary) -> String {
    let resumed = summary.stepsMade > 0 ? ", from step \(summary.stepsMade)" : ""
    return "\(summary.folder): \(summary.parameterCount) parameters, "
      + "\(summary.imagesPerEpoch) images per epoch, \(summary.totalSteps) steps\(resumed)"
  }

  /// A run is within an epoch.
  public static func of(_ progress: StepProgress) -> String {
    String(
      format: "epoch %d/%d  step %d/%d  %.0f images/s  loss %.4f  %@ left", progress.epoch,
      progress.epochs, progress.step, progress.totalSteps, progress.imagesPerSecond, progress.loss,
      duration(progress.secondsLeft))
  }

  /// A run has ended an epoch.
  public static func of(_ metrics: EpochMetrics) -> String {
    String(
      format: "epoch %d  step %d  training loss %.4f  test accuracy %.2f %%", metrics.epoch,
      metrics.step, metrics.trainLoss, metrics.testAccuracy * 100)
  }

  /// A time such as `3:07` or `1:03:07`.
  public static func duration(_ seconds: Double) -> String {
    guard seconds < 1e9 else { return "?" }
    let whole = Int(max(seconds, 0).rounded())
    return whole >= 3600
      ? String(format: "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
      : String(format: "%d:%02d", whole / 60, whole % 60)
  }
}
