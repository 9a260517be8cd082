import CentralizeOptions
import Testing

struct DefaultsTests {
  @Test func trainingDefaultsAreThoseOfTheInterface() throws {
    let run = try run()
    #expect(run.optimizer == .sgd)
    #expect(run.learningRate == 0.1)
    #expect(run.momentum == 0.9)
    #expect(run.dampening == 0)
    #expect(run.nesterov == false)
    #expect(run.weightDecay == 5e-4)
    #expect(run.decayOrder == .before)
    #expect(run.centralization == .all)
    #expect(run.placement == .gradient)
    #expect(run.batchSize == 128)
    #expect(run.accumulate == 1)
    #expect(run.length == .epochs(3))
    #expect(run.schedule == ScheduleSpecification(.cosine))
    #expect(run.seed == 0)
    #expect(run.threads == 2)
    #expect(run.workers == 1)
    #expect(run.dtype == .float32)
    #expect(run.device == .cpu)
    #expect(run.validation == 0)
    #expect(run.augment && run.shuffle)
    #expect(run.classes == 10)
    #expect(run.logEvery == 50)
    #expect(run.checkpointEvery == nil && run.clipNorm == nil && run.weights == nil)
    #expect(run.beta1 == nil && run.beta2 == nil && run.epsilon == nil)
  }

  @Test(arguments: [
    (OptimizerName.sgd, 0.1, nil), (.adam, 0.001, 1e-8), (.adamw, 0.001, 1e-8),
    (.adagrad, 0.01, 1e-10),
  ])
  func eachOptimizerBringsItsNumbers(_ name: OptimizerName, rate: Double, epsilon: Double?) throws {
    let run = try run { $0.optimizer = name }
    #expect(run.learningRate == rate)
    #expect(run.epsilon == epsilon)
    #expect(run.beta2 == (name == .adam || name == .adamw ? 0.999 : nil))
    #expect(run.momentum == (name == .sgd ? 0.9 : nil))
  }

  @Test func lengthIsStepsWhenStepsAreGiven() throws {
    let run = try run { $0.steps = 20 }
    #expect(run.length == .steps(20))
    #expect(run.epochs == nil)
  }

  @Test func foldersAreNamedAfterTheRun() throws {
    let run = try run {
      $0.optimizer = .adam
      $0.centralization = .convolutions
      $0.seed = 4
    }
    #expect(run.defaultOutput == "runs/resnet8-fashion-mnist-adam-convolutions-4")
    #expect(run.defaultComparisonOutput == "runs/compare-resnet8-fashion-mnist-adam-convolutions-4")
  }

  @Test func anArmWithoutCentralizationIsAValidRun() throws {
    let arm = try run { $0.seed = 3 }.withoutCentralization().with(seed: 5)
    try arm.validate()
    #expect(arm.centralization == .none)
    #expect(arm.placement == nil && arm.decayOrder == nil)
    #expect(arm.seed == 5)
  }
}
