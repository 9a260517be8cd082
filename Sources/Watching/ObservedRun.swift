import Settings
import RunRecords
import CentralizeOptions
import Foundation

/// How far a run is.
struct ObservedRun: Hashable, Sendable {
  /// What goes on with it.
  enum State: Hashable, Sendable {
    /// It has not begun.
    case waiting
    case running
    /// It has begun, and no process is known to go on with it.
    case stopped
    case finished
    case failed(reason: String)
  }

  /// Its folder within the one that is looked at; empty where it is that.
  var folder: String
  var state: State
  /// Its options; `nil` of a run that another program made.
  var configuration: RunConfiguration?
  var epochs: [EpochMetrics]
  /// The steps that were logged; none of a run that has ended.
  var steps: [StepMetrics]

  /// Where the run is and what its loss was there, in words; `nil` before the first line of its log.
  func position(_ task: TaskDescription) -> String? {
    let headline = { (epoch: EpochMetrics) in
      task.headline.value(of: epoch).map { task[task.headline].sentence($0) }
    }
    let (step, epoch) = (steps.last, epochs.last)
    if let step, step.step > epoch?.step ?? 0 {
      let before = epoch.flatMap { epoch in
        headline(epoch).map { "; \($0) after epoch \(epoch.epoch)" }
      }
      return place(step.epoch, "", step.step) + String(format: ", loss %.4f", step.trainLoss)
        + (before ?? "")
    }
    return epoch.map { epoch in
      place(epoch.epoch, " ended", epoch.step)
        + ([task[.trainLoss].sentence(epoch.trainLoss), headline(epoch)].compactMap { $0 })
        .map { ", " + $0 }.joined()
    }
  }

  /// How much of the run is done, from 0 to 1; `nil` where its length is not known yet.
  var share: Double? {
    let step = max(steps.last?.step ?? 0, epochs.last?.step ?? 0)
    if let total = totalSteps { return min(Double(step) / Double(max(total, 1)), 1) }
    return step == 0 ? 0 : nil
  }

  private var course: Course? { configuration?.course }

  /// Whether its log has come to the end that its options say, or to one before it that they allow.
  func isAtItsEnd(of task: TaskDescription) -> Bool {
    guard let last = epochs.last else { return false }
    if configuration?.evaluation.endsEarly(after: epochs, of: task) == true { return true }
    if let steps = course?.steps { return last.step >= steps }
    return course?.epochs.map { last.epoch >= $0 } ?? false
  }

  /// The steps of the whole run; known after an epoch where the options count epochs.
  private var totalSteps: Int? {
    if let steps = course?.steps { return steps }
    guard let first = epochs.first, first.epoch > 0, let count = course?.epochs else {
      return nil
    }
    return first.step / first.epoch * count
  }

  private func place(_ epoch: Int, _ end: String, _ step: Int) -> String {
    let epochs = course?.epochs.map { " of \($0)" } ?? ""
    let total = totalSteps.map { " of \($0)" } ?? ""
    return "epoch \(epoch)\(epochs)\(end), step \(step)\(total)"
  }
}
