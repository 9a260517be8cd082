import ArgumentParser
import CentralizeOptions

/// The numbers of a division by what earlier gradients were.
struct ScalingOptions: ParsableArguments {
  @Option(.beta1) var beta1: Double?
  @Option(.beta2) var beta2: Double?
  @Option(.epsilon) var epsilon: Double?
  @Flag(.amsgrad) var amsgrad: Bool?
  @Option(.alpha) var alpha: Double?
  @Flag(.centered) var centered: Bool?
  @Option(.rho) var rho: Double?

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
