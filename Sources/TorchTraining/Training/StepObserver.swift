import TorchOptimizers

/// Who looks on while a step is made; both may be left out.
public protocol StepObserver: AnyObject {
  /// The step takes a batch.
  func takes(_ batch: any TrainingBatch)
  /// All gradients are there and finite, and the weights still as they were. With sharpness-aware
  /// minimization that is the first of the two passes.
  ///
  /// On a device that is told of the steps only of which ``looksAtGradients(ofStep:)`` says so, and such a step waits for
  /// the device.
  func gradientsAreThere(forStep step: Int)
  /// Whether the gradients of a step, from 1, are looked at; `true` where it does not say.
  func looksAtGradients(ofStep step: Int) -> Bool
}

extension StepObserver {
  /// Nothing.
  public func takes(_ batch: any TrainingBatch) {}
  /// Nothing.
  public func gradientsAreThere(forStep step: Int) {}
  /// Always.
  public func looksAtGradients(ofStep step: Int) -> Bool { true }
}

/// Measures every so many steps what centralization keeps and removes.
final class StepMonitor: StepObserver {
  let monitor: CentralizationMonitor
  private let every: Int
  private var readings: [CentralizationReading] = []

  /// Of the weights as they are now, and every `every` steps.
  init(_ optimizer: Optimizer, every: Int) {
    (monitor, self.every) = (CentralizationMonitor(optimizer), every)
  }

  func looksAtGradients(ofStep step: Int) -> Bool { step.isMultiple(of: every) }

  func gradientsAreThere(forStep step: Int) {
    if looksAtGradients(ofStep: step) { readings = monitor.read() }
  }

  /// Gives what was measured since the last call.
  func takeReadings() -> [CentralizationReading] {
    defer { readings = [] }
    return readings
  }
}
