/// What is known after a step.
package struct StepMetrics: Codable, Hashable, Sendable {
  /// The number of the epoch, from 1.
  package var epoch: Int
  package var step: Int
  package var trainLoss: Double
  package var learningRate: Double

  package init(epoch: Int, step: Int, trainLoss: Double, learningRate: Double) {
    (self.epoch, self.step) = (epoch, step)
    (self.trainLoss, self.learningRate) = (trainLoss, learningRate)
  }
}

/// What a monitored run measures of its centralization.
package struct MonitorMetrics: Encodable, Hashable, Sendable {
  /// One weight: see the optimizer's `CentralizationReading`.
  package struct Layer: Encodable, Hashable, Sendable {
    let name: String
    let drift: Double
    let tolerance: Double
    let isPromised: Bool
    let gradientNorm: Double?
    let gradientShare: Double?
    let updateShare: Double?

    package init(
      name: String, drift: Double, tolerance: Double, isPromised: Bool, gradientNorm: Double?,
      gradientShare: Double?, updateShare: Double?
    ) {
      (self.name, self.drift, self.tolerance) = (name, drift, tolerance)
      (self.isPromised, self.gradientNorm) = (isPromised, gradientNorm)
      (self.gradientShare, self.updateShare) = (gradientShare, updateShare)
    }
  }

  let epoch: Int
  let step: Int
  let layers: [Layer]

  package init(epoch: Int, step: Int, layers: [Layer]) {
    (self.epoch, self.step, self.layers) = (epoch, step, layers)
  }
}
