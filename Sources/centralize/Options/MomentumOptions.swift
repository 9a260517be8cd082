import ArgumentParser
import CentralizeOptions

/// The numbers of a momentum.
struct MomentumOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "\(OptimizerName.names(having: .momentum)): the momentum β, in [0, 1). (default: "
        + "\(OptimizerName.listed(\.defaultMomentum)))", valueName: "x"))
  var momentum: Double?

  @Option(
    help: ArgumentHelp(
      "\(OptimizerName.names(having: .momentumForm)): take a gradient in as it is (sum, as in "
        + "PyTorch), or times 1 − β (average, as in the paper), whose steps are shorter at the "
        + "same learning rate. (default: \(RunConfiguration.defaultMomentumForm.rawValue))",
      valueName: "form"))
  var momentumForm: Momentum.Form?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "\(OptimizerName.names(having: .dampening)): the dampening of the momentum, in [0, 1]. "
        + "(default: \(RunConfiguration.defaultDampening.inWords))", valueName: "x"))
  var dampening: Double?

  @Flag(
    inversion: .prefixedNo,
    help: """
      \(OptimizerName.names(having: .nesterov)): Nesterov's momentum, which looks one step ahead. \
      (default: no)
      """)
  var nesterov: Bool?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "\(OptimizerName.names(having: .momentumDecay)): how fast the momentum grows to --beta1, at "
        + "least 0. (default: \(RunConfiguration.defaultMomentumDecay.inWords))", valueName: "x"))
  var momentumDecay: Double?

  func apply(to options: inout TrainingOptions) {
    options.momentum = momentum
    options.momentumForm = momentumForm
    options.dampening = dampening
    options.nesterov = nesterov
    options.momentumDecay = momentumDecay
  }
}
