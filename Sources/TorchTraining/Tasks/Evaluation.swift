public import RunRecords
import CentralizeOptions
public import TorchData
import Torch
import TorchNN

/// How well a network does on some examples.
public struct Evaluation: Equatable, Sendable {
  /// The mean loss.
  public let loss: Double
  /// The task's metrics, by their names.
  public let metrics: [String: Double]
  /// Why examples were left out, where that is allowed.
  public let skipped: [DataError]
  /// Which classes were taken for which; `nil` where none are told apart.
  public let confusion: ClassConfusion?

  /// What was measured.
  public init(
    loss: Double, metrics: [String: Double], skipped: [DataError] = [],
    confusion: ClassConfusion? = nil
  ) {
    (self.loss, self.metrics, self.skipped) = (loss, metrics, skipped)
    self.confusion = confusion
  }

  /// What of `task` was measured, by the names of `Measure`; without what is not
  /// finite.
  ///
  /// A metric that the task has not described, or that is missing, traps.
  public func measured(_ task: TaskDescription, on part: EvaluatedPart) -> [String: Double] {
    let names = task.metrics.map(\.name)
    precondition(
      Set(names) == Set(metrics.keys),
      "task \(task.name): expected the metrics \(names.sorted()), found \(metrics.keys.sorted())")
    let values = [(task.loss, loss)] + task.metrics.map { ($0, metrics[$0.name] ?? .nan) }
    return values.reduce(into: [:]) { measured, entry in
      if entry.1.isFinite { measured[Measure(entry.0, on: part).rawValue] = entry.1 }
    }
  }
}

extension Module {
  /// Does `body` in evaluation mode, without recording gradients; the mode is then restored.
  func evaluating<Result>(_ body: () throws -> Result) rethrows -> Result {
    let modes = namedModules.compactMap { $0.value as? any ModeDependent }
      .map { (part: $0, isTraining: $0.isTraining) }
    setTraining(false)
    defer { for mode in modes { mode.part.isTraining = mode.isTraining } }
    return try withoutGrad(body)
  }
}
