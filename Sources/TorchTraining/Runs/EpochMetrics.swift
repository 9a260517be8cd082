import TorchOptimizers

/// What is known at the end of an epoch, or of a run that ends within one.
public struct EpochMetrics: Codable, Hashable, Sendable {
  /// The number of the epoch, from 1.
  public var epoch: Int
  /// The optimizer steps made so far.
  public var step: Int
  /// The mean loss over the epoch's steps, while the weights changed.
  public var trainLoss: Double
  /// The mean loss over the held-out training images; absent without them.
  public var validationLoss: Double?
  /// The share of held-out training images that are classified right; absent without them.
  public var validationAccuracy: Double?
  /// The mean loss over the test images; absent where it is not finite.
  public var testLoss: Double?
  /// The share of test images that are classified right, in [0, 1].
  public var testAccuracy: Double
  /// The learning rate of the epoch's last step.
  public var learningRate: Double
}

/// What a monitored run measures of its centralization.
struct MonitorMetrics: Encodable, Hashable {
  /// One weight; see ``TorchOptimizers/CentralizationReading``.
  struct Layer: Encodable, Hashable {
    var name: String
    var drift: Double
    var tolerance: Double
    var isPromised: Bool
    var gradientShare: Double?
    var updateShare: Double?

    init(_ reading: CentralizationReading) {
      (name, drift, tolerance) = (reading.name, reading.drift, reading.tolerance)
      (isPromised, gradientShare) = (reading.isPromised, reading.gradientShare)
      updateShare = reading.updateShare
    }
  }

  var epoch: Int
  var step: Int
  var layers: [Layer]
}

/// What is known after a step.
struct StepMetrics: Codable, Hashable {
  var epoch: Int
  var step: Int
  var trainLoss: Double
  var learningRate: Double
}
