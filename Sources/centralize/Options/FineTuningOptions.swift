import ArgumentParser
import CentralizeOptions

/// What of a network with given weights is trained, and how fast.
struct FineTuningOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Do not train the network up to and with this stage: stem, layer1 … of a ResNet, stage1 … of "
        + "a VGG, stem, denseblock1 … of a DenseNet. (default: train all)", valueName: "stage"))
  var freezeUpTo: String?

  @Flag(
    inversion: .prefixedNo,
    help: """
      Leave all batch norms as they are: running statistics, gains and biases. (default: no)
      """)
  var freezeBatchNorm: Bool?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The learning rate of the classifier, on the same schedule. (default: that of the rest)",
      valueName: "x"))
  var classifierLearningRate: Double?

  func apply(to options: inout TrainingOptions) {
    options.freezeUpTo = freezeUpTo
    options.freezeBatchNorm = freezeBatchNorm
    options.classifierLearningRate = classifierLearningRate
  }
}
