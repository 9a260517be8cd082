package import Reports
package import RunRecords
import CentralizeOptions
import TestSupport

/// The metrics of an epoch of ten steps.
package func metrics(
  _ epoch: Int, trainLoss: Double, testLoss: Double? = 1, testAccuracy: Double,
  validationAccuracy: Double? = nil
) -> EpochMetrics {
  EpochMetrics(
    epoch: epoch, step: epoch * 10, trainLoss: trainLoss,
    evaluated: [
      "validationAccuracy": validationAccuracy, "testLoss": testLoss, "testAccuracy": testAccuracy,
    ].compactMapValues { $0 }, learningRate: 0.1)
}

extension Measure {
  /// The accuracy on the test images.
  package static let testAccuracy = TaskDescription.classification.headline
}

/// A comparison of runs with these metrics, seed by seed.
package func comparison(
  without: [[EpochMetrics]], with: [[EpochMetrics]]
) throws -> Comparison {
  func arm(_ configuration: RunConfiguration, _ runs: [[EpochMetrics]]) -> Comparison.Arm {
    Comparison.Arm(
      name: configuration.scopes.description, config: configuration,
      seeds: runs.enumerated().map { .init(seed: UInt64($0), epochs: $1) })
  }
  let configuration = try configuration()
  return Comparison(
    without: arm(configuration.withoutCentralization(), without), with: arm(configuration, with))
}

/// Two seeds of two epochs.
package func comparisonOfTwoSeeds() throws -> Comparison {
  try comparison(
    without: [
      [
        metrics(1, trainLoss: 0.5, testAccuracy: 0.75),
        metrics(2, trainLoss: 0.25, testAccuracy: 0.5),
      ],
      [
        metrics(1, trainLoss: 0.75, testAccuracy: 0.5),
        metrics(2, trainLoss: 0.5, testAccuracy: 0.75),
      ],
    ],
    with: [
      [
        metrics(1, trainLoss: 0.25, testAccuracy: 0.75),
        metrics(2, trainLoss: 0.25, testAccuracy: 1),
      ],
      [
        metrics(1, trainLoss: 0.625, testAccuracy: 1),
        metrics(2, trainLoss: 0.25, testAccuracy: 0.5),
      ],
    ])
}
