import ArgumentParser
import CentralizeOptions

/// The numbers of a momentum.
struct MomentumOptions: ParsableArguments {
  @Option(.momentum) var momentum: Double?
  @Option(.momentumForm) var momentumForm: Momentum.Form?
  @Option(.dampening) var dampening: Double?
  @Flag(.nesterov) var nesterov: Bool?
  @Option(.momentumDecay) var momentumDecay: Double?

  func apply(to options: inout TrainingOptions) {
    options.momentum = momentum
    options.momentumForm = momentumForm
    options.dampening = dampening
    options.nesterov = nesterov
    options.momentumDecay = momentumDecay
  }
}
