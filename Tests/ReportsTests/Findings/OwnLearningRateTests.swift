import Statistics
import TestSupport
import ExperimentSupport
import Reports
import CentralizeOptions
import Testing

struct OwnLearningRateTests {
  private func sweep(validation: Int = 8) throws -> Experiment {
    func one(
      _ rate: Double, none: (test: Double, validation: Double),
      all: (test: Double, validation: Double)
    ) throws -> Experiment.Cell {
      try cell(
        "rate-\(rate)", learningRate: rate, validation: validation, none: [[none.test]],
        all: [[all.test]], noneValidation: [[none.validation]], allValidation: [[all.validation]])
    }
    return Experiment(
      name: "sweep",
      cells: [
        try one(0.03, none: (0.6, 0.7), all: (0.9, 0.1)),
        try one(0.1, none: (0.5, 0.75), all: (0.7, 0.5)),
        try one(0.3, none: (0.9, 0.1), all: (0.65, 0.5)),
      ])
  }

  private func found(_ experiment: Experiment) throws -> OwnLearningRate {
    let finding = ExperimentStatistics(experiment).ownLearningRates
    guard case .found(let rates) = finding else {
      Issue.record("\(finding)")
      throw CancellationError()
    }
    return try #require(rates.first)
  }

  @Test func isChosenByValidationAlone() throws {
    let rate = try found(try sweep())
    #expect(rate.reference.learningRate == 0.1)
    #expect(rate.reference.means["testAccuracy"] == 0.5)
    // The first of equal validation accuracies.
    #expect(rate.other.learningRate == 0.1)
    #expect(near(rate.difference?.mean, 0.2))
    #expect(rate.candidates == [0.03, 0.1, 0.3])
    #expect(rate.settings.isEmpty)
  }

  @Test func bothArmsHaveTheSameCandidates() throws {
    var experiment = try sweep()
    experiment.cells[1].arms[1].runs[0].outcome = .failed(reason: "")
    let rate = try found(experiment)
    #expect(rate.candidates == [0.03, 0.3])
    #expect(rate.reference.learningRate == 0.03)
    #expect(rate.other.learningRate == 0.3)
  }

  @Test func testImagesChooseNothing() throws {
    let finding = ExperimentStatistics(try sweep(validation: 0)).ownLearningRates
    #expect(finding == .noValidation)
  }

  @Test func otherSettingsMustBeEqual() throws {
    var experiment = try sweep()
    for index in experiment.cells.indices {
      for arm in experiment.cells[index].arms.indices {
        experiment.cells[index].arms[arm].config?.optimizer.weightDecay = Double(index)
      }
    }
    #expect(ExperimentStatistics(experiment).ownLearningRates == .notVaried)
    experiment.cells.removeLast(2)
    #expect(ExperimentStatistics(experiment).ownLearningRates == .notVaried)
  }
}
