import TestSupport
import Testing
import Torch
import TorchNN
import TorchOptimizers

@testable import TorchTraining

struct TrainerTests {
  @Test func accumulatedBatchesAreOneLargeBatch() throws {
    let (large, small) = (LinearClassifier(), LinearClassifier())
    let whole = trainer(large, batchSize: 8, dtype: .float64)
    let accumulating = trainer(small, batchSize: 4, accumulate: 2, dtype: .float64)
    #expect(whole.stepsPerEpoch == 3 && accumulating.stepsPerEpoch == 3)
    let losses = (try whole.run(5), try accumulating.run(5))
    for (one, two) in zip(losses.0, losses.1) { #expect(abs(one - two) < 1e-12) }
    for (one, two) in zip(large.parameters, small.parameters) {
      #expect(maxDifference(two, one) < 1e-12)
    }
    #expect(accumulating.position.step == 5 && accumulating.position.stepInEpoch == 2)
  }

  @Test func theScheduleSaysTheRateOfEachStep() throws {
    let trainer = trainer(LinearClassifier(), schedule: { 1 / Double($0 + 1) })
    for step in 1...8 {
      try trainer.run(1)
      #expect(trainer.optimizer.learningRateFactor == 1 / Double(step))
    }
  }

  @Test func theStrengthOfCentralizationHasAScheduleOfItsOwn() throws {
    let trainer = trainer(
      LinearClassifier(), centralizationSchedule: { 1 / Double($0 + 1) })
    for step in 1...8 {
      try trainer.run(1)
      #expect(trainer.optimizer.centralizationFactor == 1 / Double(step))
      #expect(trainer.optimizer.learningRateFactor == 1)
    }
  }

  @Test(arguments: [nil, 0.05])
  func aGradientThatIsNotFiniteStopsBeforeTheStep(radius: Double?) throws {
    let model = SteepClassifier()
    let before = withoutGrad { model.parameters.map { $0.clone() } }
    let trainer = trainer(model, accumulate: 2, sharpnessRadius: radius)
    for _ in 0..<2 {
      #expect(throws: TrainingError.gradientNotFinite(step: 1, parameter: "fc.weight")) {
        try trainer.step()
      }
      #expect(trainer.position == TrainingPosition())
    }
    for (old, new) in zip(before, model.parameters) { #expect(isBitIdentical(old, new)) }
    #expect(trainer.optimizer.state.allSatisfy { !$0.name.contains("velocity") })
  }

  @Test func aStepAtTheRateZeroChangesNothing() throws {
    let model = LinearClassifier()
    let before = withoutGrad { model.fc.weight.clone() }
    try trainer(model, schedule: { _ in 0 }).run(2)
    #expect(isBitIdentical(before, model.fc.weight))
  }

  @Test func countsStepsAndSumsLosses() throws {
    let trainer = trainer(LinearClassifier())
    let losses = try (0..<6).map { _ in try #require(try trainer.step()) }
    #expect(try trainer.step() == nil)
    #expect(trainer.position.step == 6 && trainer.position.stepInEpoch == 6)
    #expect(abs(trainer.meanLoss - losses.reduce(0, +) / 6) < 1e-12)
    trainer.finishEpoch()
    #expect(trainer.position.epoch == 1 && trainer.position.stepInEpoch == 0)
    #expect(trainer.meanLoss == 0)
    _ = try trainer.step()
    #expect(trainer.position.step == 7 && trainer.position.stepInEpoch == 1)
  }

  @Test func batchesThatDoNotFillAStepAreLeftOut() throws {
    let trainer = trainer(LinearClassifier(), batchSize: 4, accumulate: 4)
    #expect(trainer.stepsPerEpoch == 1)
    #expect(try trainer.step() != nil)
    #expect(try trainer.step() == nil)
  }

  @Test func learns() throws {
    let losses = try trainer(LinearClassifier()).run(60)
    let (first, last) = (losses.prefix(6).max() ?? 0, losses.suffix(6).max() ?? 1)
    #expect(last < first / 10)
  }

  @Test(arguments: [1, 2])
  func goesOnInTheMiddleOfAnEpoch(accumulate: Int) throws {
    // With the weights at rest, a loss tells which batches it is of.
    func still() -> Trainer {
      trainer(
        LinearClassifier(), batchSize: 4 / accumulate, accumulate: accumulate,
        schedule: { _ in 0 })
    }
    let losses = try still().run(6)
    #expect(Set(losses).count == 6)
    let resumed = still()
    resumed.position.stepInEpoch = 2
    #expect(try resumed.run(4) == Array(losses.suffix(4)))
  }
}
