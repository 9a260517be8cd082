import CentralizeOptions
import TestSupport
import Testing

struct DefaultsTests {
  @Test func trainingDefaultsAreThoseOfTheInterface() throws {
    let run = try run()
    #expect(run[.optimizer] == "sgd")
    #expect(run[.learningRate] == 0.1)
    #expect(run[.momentum] == 0.9)
    #expect(run[.dampening] == 0)
    #expect(run[.nesterov] == false)
    #expect(run[.weightDecay] == 5e-4)
    #expect(run[.decayOrder] == "before")
    #expect(run[.centralization] == "all")
    #expect(run[.placement] == "gradient")
    #expect(run[.minimumFanIn] == 2 && run[.centralizationStrength] == 1)
    #expect(run[.centralizationSchedule] == "constant")
    #expect(run[.batchSize] == 128)
    #expect(run[.accumulate] == 1)
    #expect(run.course.length == .epochs(3))
    #expect(run[.schedule] == "cosine")
    #expect(run[.seed] == 0)
    #expect(run[.threads] == 2)
    #expect(run[.workers] == 1)
    #expect(run[.dtype] == "float32")
    #expect(run[.device] == "cpu")
    #expect(run[.validation] == 0)
    #expect(run[.augment] == true && run[.shuffle] == true)
    #expect(run[.classes] == 10)
    #expect(run[.logEvery] == 50)
    #expect(run[.checkpointEvery] == nil && run[.clipNorm] == nil && run[.weights] == nil)
    #expect(run[.beta1] == nil && run[.beta2] == nil && run[.epsilon] == nil)
  }

  struct Numbers: Sendable, CustomTestStringConvertible {
    var name: OptimizerName
    var rate: Double
    var decay: DecayForm
    var epsilon: Double?
    var betas: [Double]?
    var momentum: Double?
    var testDescription: String { name.rawValue }
  }

  static let numbers: [Numbers] = [
    Numbers(name: .sgd, rate: 0.1, decay: .coupled, momentum: 0.9),
    Numbers(name: .sgdw, rate: 0.1, decay: .decoupled, momentum: 0.9),
    Numbers(name: .adam, rate: 0.001, decay: .coupled, epsilon: 1e-8, betas: [0.9, 0.999]),
    Numbers(name: .adamw, rate: 0.001, decay: .decoupled, epsilon: 1e-8, betas: [0.9, 0.999]),
    Numbers(name: .adagrad, rate: 0.01, decay: .coupled, epsilon: 1e-10),
    Numbers(name: .rmsprop, rate: 0.01, decay: .coupled, epsilon: 1e-8, momentum: 0),
    Numbers(name: .adadelta, rate: 1, decay: .coupled, epsilon: 1e-6),
    Numbers(name: .nadam, rate: 0.001, decay: .coupled, epsilon: 1e-8, betas: [0.9, 0.999]),
    Numbers(name: .radam, rate: 0.001, decay: .coupled, epsilon: 1e-8, betas: [0.9, 0.999]),
    Numbers(name: .adabelief, rate: 0.001, decay: .coupled, epsilon: 1e-16, betas: [0.9, 0.999]),
    Numbers(name: .lion, rate: 1e-4, decay: .decoupled, betas: [0.9, 0.99]),
    Numbers(name: .lamb, rate: 0.001, decay: .scaled, epsilon: 1e-6, betas: [0.9, 0.999]),
    Numbers(name: .ranger, rate: 0.001, decay: .decoupled, epsilon: 1e-5, betas: [0.95, 0.999]),
    Numbers(
      name: .muon, rate: 0.001, decay: .decoupled, epsilon: 1e-8, betas: [0.9, 0.999],
      momentum: 0.95),
  ]

  @Test(arguments: numbers)
  func eachOptimizerBringsItsNumbers(_ expected: Numbers) throws {
    let name = expected.name
    let run = try run { $0[.optimizer] = name.optionValue }
    #expect(run[.learningRate] == .number(expected.rate))
    #expect(run[.weightDecay] == 5e-4)
    #expect(name.decayForm == expected.decay)
    #expect(run[.epsilon] == expected.epsilon?.optionValue)
    #expect(run[.beta1] == expected.betas?[0].optionValue)
    #expect(run[.beta2] == expected.betas?[1].optionValue)
    #expect(run[.momentum] == expected.momentum?.optionValue)
    #expect(run[.alpha] == (name == .rmsprop ? 0.99 : nil))
    #expect(run[.centered] == (name == .rmsprop ? false : nil))
    #expect(run[.rho] == (name == .adadelta ? 0.9 : nil))
    #expect(run[.momentumDecay] == (name == .nadam ? 4e-3 : nil))
    #expect(run[.amsgrad] == (name == .adam || name == .adamw ? false : nil))
    let isDescent = name == .sgd || name == .sgdw
    #expect(run[.momentumForm] == (isDescent ? "sum" : nil))
    #expect(run[.dampening] == (isDescent ? 0 : nil))
    #expect(run[.nesterov] == (isDescent ? false : name == .muon ? true : nil))
    #expect(run[.lookahead]?.description == (name == .ranger ? "6:0.5" : nil))
    #expect(run[.sam] == nil)
  }

  @Test func eachOptimizerIsListed() {
    #expect(Self.numbers.map(\.name) == OptimizerName.allCases)
  }

  @Test func lengthIsStepsWhenStepsAreGiven() throws {
    let run = try run { $0[.steps] = 20 }
    #expect(run.course.length == .steps(20))
    #expect(run[.epochs] == nil)
  }

  @Test func foldersAreNamedAfterTheRun() throws {
    let run = try run {
      $0[.optimizer] = "adam"
      $0[.centralization] = "convolutions"
      $0[.seed] = 4
    }
    #expect(run.defaultOutput == "runs/resnet8-fashion-mnist-adam-convolutions-4")
    #expect(run.defaultComparisonOutput == "runs/compare-resnet8-fashion-mnist-adam-convolutions-4")
  }

  @Test func anArmWithoutCentralizationIsAValidRun() throws {
    let arm = try run { $0[.seed] = 3 }.withoutCentralization().with(seed: 5)
    try arm.validate()
    #expect(arm[.centralization] == "none")
    #expect(arm[.placement] == nil && arm[.decayOrder] == nil && arm[.minimumFanIn] == nil)
    #expect(arm[.centralizationStrength] == nil && arm[.centralizationSchedule] == nil)
    #expect(arm[.seed] == 5)
  }
}
