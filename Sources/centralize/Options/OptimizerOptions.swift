import ArgumentParser
import CentralizeOptions

/// The optimizer, and the numbers that all optimizers have.
struct OptimizerOptions: ParsableArguments {
  @Option(.optimizer) var optimizer: OptimizerName?
  @Option(.learningRate) var learningRate: Double?
  @Option(.weightDecay) var weightDecay: Double?
  @Option(.clipNorm) var clipNorm: Double?

  func apply(to options: inout TrainingOptions) {
    options.optimizer = optimizer
    options.learningRate = learningRate
    options.weightDecay = weightDecay
    options.clipNorm = clipNorm
  }
}
