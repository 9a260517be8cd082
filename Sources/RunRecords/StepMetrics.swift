import TorchOptimizers

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
