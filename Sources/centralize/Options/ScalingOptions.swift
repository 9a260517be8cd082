import ArgumentParser
import CentralizeOptions

/// The numbers of a division by what earlier gradients were.
struct ScalingOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The decay of the mean of gradients, in [0, 1). (default: "
        + "\(OptimizerName.listed(\.defaultBeta1)))", valueName: "x"))
  var beta1: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The decay of the mean square, of lion the memory's, in [0, 1). (default: "
        + "\(OptimizerName.listed(\.defaultBeta2)))", valueName: "x"))
  var beta2: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Keeps the denominator from zero, above 0. (default: "
        + "\(OptimizerName.listed(\.defaultEpsilon)))", valueName: "x"))
  var epsilon: Double?

  @Flag(
    inversion: .prefixedNo,
    help: """
      \(OptimizerName.names(having: .amsgrad)): divide by the largest mean square so far. \
      (default: no)
      """)
  var amsgrad: Bool?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "\(OptimizerName.names(having: .alpha)): the decay of the mean square, in [0, 1). (default: "
        + "\(RunConfiguration.defaultAlpha.inWords))", valueName: "x"))
  var alpha: Double?

  @Flag(
    inversion: .prefixedNo,
    help: """
      \(OptimizerName.names(having: .centered)): divide by the deviation of gradients and not by \
      the root of their mean square. (default: no)
      """)
  var centered: Bool?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "\(OptimizerName.names(having: .rho)): the decay of the mean squares, in [0, 1). (default: "
        + "\(RunConfiguration.defaultRho.inWords))", valueName: "x"))
  var rho: Double?

  func apply(to options: inout TrainingOptions) {
    options.beta1 = beta1
    options.beta2 = beta2
    options.epsilon = epsilon
    options.amsgrad = amsgrad
    options.alpha = alpha
    options.centered = centered
    options.rho = rho
  }
}
