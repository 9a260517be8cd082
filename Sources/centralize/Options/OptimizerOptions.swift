import ArgumentParser
import CentralizeOptions

/// The optimizer and its numbers.
struct OptimizerOptions: ParsableArguments {
  @Option(help: "The optimizer. (default: \(RunConfiguration.defaultOptimizer.rawValue))")
  var optimizer: OptimizerName?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The largest learning rate. (default: \(Self.defaultLearningRates))", valueName: "x"))
  var learningRate: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "sgd: the momentum, in [0, 1). (default: \(RunConfiguration.defaultMomentum))",
      valueName: "x"))
  var momentum: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "sgd: the dampening of the momentum, in [0, 1]. (default: "
        + "\(RunConfiguration.defaultDampening))", valueName: "x"))
  var dampening: Double?

  @Flag(inversion: .prefixedNo, help: "sgd: Nesterov's momentum. (default: no)")
  var nesterov: Bool?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "adam, adamw: the decay of the first moment, in [0, 1). (default: "
        + "\(RunConfiguration.defaultBeta1))", valueName: "x"))
  var beta1: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "adam, adamw: the decay of the second moment, in [0, 1). (default: "
        + "\(RunConfiguration.defaultBeta2))", valueName: "x"))
  var beta2: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "adam, adamw, adagrad: added to the denominator. (default: 1e-8, adagrad 1e-10)",
      valueName: "x"))
  var epsilon: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The weight decay, on every parameter; coupled to the gradient but in adamw. (default: "
        + "\(RunConfiguration.defaultWeightDecay))", valueName: "x"))
  var weightDecay: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Scale the gradient down to this norm over all parameters. (default: never)",
      valueName: "x"))
  var clipNorm: Double?

  private static var defaultLearningRates: String {
    OptimizerName.allCases.map { "\($0.rawValue) \($0.defaultLearningRate)" }
      .joined(separator: ", ")
  }

  func apply(to options: inout TrainingOptions) {
    options.optimizer = optimizer
    options.learningRate = learningRate
    options.momentum = momentum
    options.dampening = dampening
    options.nesterov = nesterov
    options.beta1 = beta1
    options.beta2 = beta2
    options.epsilon = epsilon
    options.weightDecay = weightDecay
    options.clipNorm = clipNorm
  }
}
