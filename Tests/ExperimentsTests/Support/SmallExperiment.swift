import CentralizeOptions
import Experiments
import TestSupport

/// A run of one epoch per accuracy; the training loss of an epoch is 1 less its accuracy.
func run(
  _ seed: UInt64, _ accuracies: [Double], validation: [Double]? = nil, seconds: [Double]? = nil,
  outcome: Experiment.Outcome = .finished
) -> Experiment.Run {
  Experiment.Run(
    seed: seed, outcome: outcome,
    epochs: accuracies.enumerated().map { index, accuracy in
      metrics(
        index + 1, trainLoss: 1 - accuracy, testAccuracy: accuracy,
        validationAccuracy: validation?[index])
    }, secondsPerEpoch: seconds)
}

/// A cell of arms `none` and `all`, the runs' accuracies seed by seed.
func cell(
  _ name: String = "", learningRate: Double = 0.1, validation: Int = 0,
  none: [[Double]], all: [[Double]], noneValidation: [[Double]]? = nil,
  allValidation: [[Double]]? = nil
) throws -> Experiment.Cell {
  let config = try configuration {
    $0[.learningRate] = learningRate.optionValue
    $0[.validation] = validation.optionValue
  }
  func runs(_ accuracies: [[Double]], _ validation: [[Double]]?) -> [Experiment.Run] {
    accuracies.enumerated().map { run(UInt64($0), $1, validation: validation?[$0]) }
  }
  return Experiment.Cell(
    name: name,
    settings: name.isEmpty ? [] : [.init(option: "learning-rate", value: "\(learningRate)")],
    arms: [
      .init(
        name: "none", config: config.withoutCentralization(), runs: runs(none, noneValidation)),
      .init(name: "all", config: config, runs: runs(all, allValidation)),
    ])
}
