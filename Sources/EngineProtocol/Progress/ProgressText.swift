import Files
package import RunRecords
import Foundation

/// The words in which people are told how runs go on.
package enum ProgressText {
  package static func of(_ summary: RunSummary) -> String {
    let resumed = summary.stepsMade > 0 ? ", from step \(summary.stepsMade)" : ""
    return "\(summary.folder.shown): \(summary.parameterCount) parameters, "
      + "\(summary.imagesPerEpoch) images per epoch, \(summary.totalSteps) steps\(resumed)"
  }

  package static func of(_ progress: StepProgress) -> FittingLine {
    FittingLine([
      ("epoch \(progress.epoch)/\(progress.epochs)", 3),
      ("step \(progress.step)/\(progress.totalSteps)", 5),
      (String(format: "%.0f images/s", progress.imagesPerSecond), 1),
      (String(format: "loss %.4f", progress.loss), 2),
      ("\(duration(progress.secondsLeft)) left", 4),
    ])
  }

  package static func of(_ progress: EvaluationProgress) -> FittingLine {
    FittingLine(
      (progress.epoch.map { [("epoch \($0)", 1)] } ?? [])
        + [("\(progress.part.rawValue) images: batch \(progress.batch)/\(progress.batches)", 2)])
  }

  /// A run of `task` has ended an epoch.
  package static func of(_ metrics: EpochMetrics, _ task: TaskDescription) -> String {
    let measured = [.trainLoss, task.headline].compactMap { measure in
      measure.value(of: metrics).map { "  " + task[measure].sentence($0) }
    }
    return "epoch \(metrics.epoch)  step \(metrics.step)" + measured.joined() + overflows(metrics)
  }

  /// How many steps of an epoch were left out; nothing where none was.
  private static func overflows(_ metrics: EpochMetrics) -> String {
    guard let count = metrics.overflowedSteps, count > 0 else { return "" }
    return "  \(count == 1 ? "1 step" : "\(count) steps") overflowed"
  }

  /// A run of `task` has come to its end.
  package static func end(_ metrics: EpochMetrics, _ task: TaskDescription) -> String {
    let measures = [.trainLoss] + task.recorded(on: .test)
    return "epoch \(metrics.epoch)"
      + measures.map { "  " + task[$0].sentence($0.value(of: metrics) ?? .nan) }.joined()
      + overflows(metrics)
  }

  /// A run in `folder` was asked to stop, and has saved what it made up to a step.
  package static func interrupted(step: Int, folder: String) -> String {
    "stopped after step \(step), everything is saved; go on with --resume --output \(folder.shown)"
  }

  /// A time such as `3:07` or `1:03:07`.
  package static func duration(_ seconds: Double) -> String {
    guard seconds < 1e9 else { return "?" }
    let whole = Int(max(seconds, 0).rounded())
    return whole >= 3600
      ? String(format: "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
      : String(format: "%d:%02d", whole / 60, whole % 60)
  }
}
