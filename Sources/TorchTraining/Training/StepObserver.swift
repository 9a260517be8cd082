import TorchOptimizers

/// Who looks on while a step is made; both may be left out.
public protocol StepObserver: AnyObject {
  /// The step takes a batch.
  func takes(_ batch: any TrainingBatch)
  /// All gradients are there and finite, and the weights still as they were. With sharpness-aware
  /// minimization that is the first of the two passes.
  func gradientsAreThere(forStep step: Int)
}

extension StepObserver {
  /// Nothing.
  public func takes(_ batch: any TrainingBatch) {}
  /// Nothing.
  public func gradientsAreThere(forStep step: Int) {}
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

  func gradientsAreThere(forStep step: Int) {
    if step.isMultiple(of: every) { readings = monitor.read() }
  }

  /// Gives what was measured since the last call.
  func takeReadings() -> [CentralizationReading] {
    defer { readings = [] }
    return readings
  }
}
