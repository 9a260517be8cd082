import ArgumentParser
import CentralizeOptions

/// What of a network with given weights is trained, and how fast.
struct FineTuningOptions: ParsableArguments {
  @Option(.freezeUpTo) var freezeUpTo: String?
  @Flag(.freezeBatchNorm) var freezeBatchNorm: Bool?
  @Option(.classifierLearningRate) var classifierLearningRate: Double?

  func apply(to options: inout TrainingOptions) {
    options.freezeUpTo = freezeUpTo
    options.freezeBatchNorm = freezeBatchNorm
    options.classifierLearningRate = classifierLearningRate
  }
}
