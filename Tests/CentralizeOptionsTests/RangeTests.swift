import CentralizeOptions
import TestSupport
import Testing

struct RangeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var option: OptionName
    var found: String
    var optimizer = OptimizerName.sgd
    var change: @Sendable (inout OptionMap) -> Void
    var testDescription: String { "\(option.flag) \(found)" }
  }

  static let outOfRange: [Case] = [
    Case(option: .batchSize, found: "0") { $0[.batchSize] = 0 },
    Case(option: .batchSize, found: "-1") { $0[.batchSize] = -1 },
    Case(option: .accumulate, found: "0") { $0[.accumulate] = 0 },
    Case(option: .epochs, found: "0") { $0[.epochs] = 0 },
    Case(option: .epochs, found: "\(Int.max)") { $0[.epochs] = .whole(Int.max) },
    Case(option: .steps, found: "0") { $0[.steps] = 0 },
    Case(option: .trainSamples, found: "0") { $0[.trainSamples] = 0 },
    Case(option: .trainSamples, found: "127") { $0[.trainSamples] = 127 },
    Case(option: .validation, found: "-1") { $0[.validation] = -1 },
    Case(option: .learningRate, found: "0.0") { $0[.learningRate] = 0 },
    Case(option: .learningRate, found: "nan") { $0[.learningRate] = .number(.nan) },
    Case(option: .learningRate, found: "inf") { $0[.learningRate] = .number(.infinity) },
    Case(option: .momentum, found: "1.0") { $0[.momentum] = 1 },
    Case(option: .momentum, found: "-0.1") { $0[.momentum] = -0.1 },
    Case(option: .dampening, found: "1.5") { $0[.dampening] = 1.5 },
    Case(option: .beta1, found: "1.0", optimizer: .adam) { $0[.beta1] = 1 },
    Case(option: .beta2, found: "-0.5", optimizer: .adamw) { $0[.beta2] = -0.5 },
    Case(option: .epsilon, found: "0.0", optimizer: .adagrad) { $0[.epsilon] = 0 },
    Case(option: .weightDecay, found: "-0.1") { $0[.weightDecay] = -0.1 },
    Case(option: .clipNorm, found: "0.0") { $0[.clipNorm] = 0 },
    Case(option: .alpha, found: "1.0", optimizer: .rmsprop) { $0[.alpha] = 1 },
    Case(option: .rho, found: "-0.1", optimizer: .adadelta) { $0[.rho] = -0.1 },
    Case(option: .momentumDecay, found: "-0.1", optimizer: .nadam) { $0[.momentumDecay] = -0.1 },
    Case(option: .momentumDecay, found: "inf", optimizer: .nadam) {
      $0[.momentumDecay] = .number(.infinity)
    },
    Case(option: .sam, found: "0.0") { $0[.sam] = 0 },
    Case(option: .sam, found: "nan", optimizer: .lion) { $0[.sam] = .number(.nan) },
    Case(option: .minimumFanIn, found: "1") { $0[.minimumFanIn] = 1 },
    Case(option: .centralizationStrength, found: "1.5") { $0[.centralizationStrength] = 1.5 },
    Case(option: .centralizationStrength, found: "-0.5") { $0[.centralizationStrength] = -0.5 },
    Case(option: .seed, found: "-1") { $0[.seed] = -1 },
    Case(option: .threads, found: "0") { $0[.threads] = 0 },
    Case(option: .threads, found: "1025") { $0[.threads] = 1025 },
    Case(option: .workers, found: "-1") { $0[.workers] = -1 },
    Case(option: .workers, found: "65") { $0[.workers] = 65 },
    Case(option: .checkpointEvery, found: "0") { $0[.checkpointEvery] = 0 },
    Case(option: .logEvery, found: "0") { $0[.logEvery] = 0 },
    Case(option: .classes, found: "9") { $0[.classes] = 9 },
    Case(option: .classes, found: "100001") { $0[.classes] = 100_001 },
    Case(option: .data, found: "empty") { $0[.data] = "" },
  ]

  @Test(arguments: outOfRange)
  func aValueOutOfRangeIsNamed(_ example: Case) {
    expectError("\(example.option.flag) must be", "but is \(example.found).") {
      _ = try run {
        $0[.optimizer] = example.optimizer.optionValue
        example.change(&$0)
      }
    }
  }

  static let atTheEdge: [Case] = [
    Case(option: .momentum, found: "0") { $0[.momentum] = 0 },
    Case(option: .dampening, found: "1") { $0[.dampening] = 1 },
    Case(option: .weightDecay, found: "0") { $0[.weightDecay] = 0 },
    Case(option: .beta1, found: "0", optimizer: .adam) { $0[.beta1] = 0 },
    Case(option: .alpha, found: "0", optimizer: .rmsprop) { $0[.alpha] = 0 },
    Case(option: .rho, found: "0", optimizer: .adadelta) { $0[.rho] = 0 },
    Case(option: .momentumDecay, found: "0", optimizer: .nadam) { $0[.momentumDecay] = 0 },
    Case(option: .minimumFanIn, found: "2") { $0[.minimumFanIn] = 2 },
    Case(option: .centralizationStrength, found: "0") { $0[.centralizationStrength] = 0 },
    Case(option: .workers, found: "0") { $0[.workers] = 0 },
    Case(option: .threads, found: "1024") { $0[.threads] = 1024 },
    Case(option: .seed, found: "largest") { $0[.seed] = .whole(Int.max) },
    Case(option: .trainSamples, found: "128") { $0[.trainSamples] = 128 },
    Case(option: .batchSize, found: "1") { $0[.batchSize] = 1 },
    Case(option: .classes, found: "11") { $0[.classes] = 11 },
  ]

  @Test(arguments: atTheEdge)
  func theEdgesOfRangesAreLegal(_ example: Case) throws {
    _ = try run {
      $0[.optimizer] = example.optimizer.optionValue
      example.change(&$0)
    }
  }

  @Test func modelDataSetAndDataAreNeeded() {
    expectError("--model is missing") { _ = try run { $0[.model] = nil } }
    expectError("--dataset is missing") { _ = try run { $0[.dataset] = nil } }
    expectError("--data is missing", "cifar-100-binary/") {
      _ = try run {
        $0[.dataset] = "cifar100"
        $0[.data] = nil
      }
    }
  }

  @Test func epochsAndStepsExcludeEachOther() {
    expectError("--steps cannot be given here", "--epochs") {
      _ = try run {
        $0[.steps] = 10
        $0[.epochs] = 1
      }
    }
  }
}
