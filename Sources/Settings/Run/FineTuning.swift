/// What of a network with given weights is trained, and how fast.
public struct FineTuning: Hashable, Sendable {
  /// The stage of the model up to which nothing is trained, or `nil` to train all.
  public var freezeUpTo: String?
  /// Whether batch norms stay as they are: their statistics, gains and biases.
  public var freezeBatchNorm = false
  /// The largest learning rate of the classifier, above 0, or `nil` for that of the rest.
  public var classifierLearningRate: Double?

  /// All is trained alike.
  public init() {}

  func check(_ network: NetworkChoice) throws(OptionsError) {
    if let freezeUpTo, !network.stages.contains(freezeUpTo) {
      throw .outOfRange(
        .freezeUpTo,
        expected: "a stage of \(network.words): " + network.stages.joined(separator: ", "),
        found: "'\(freezeUpTo)'")
    }
    if freezeBatchNorm, network.normalization != .batch {
      throw .noEffect(.freezeBatchNorm, reason: "the network has no batch norm")
    }
  }
}

extension FineTuning: Configurable {
  package static let options: [OptionBinding<Self>] = [
    .init(.classifierLearningRate, \.classifierLearningRate), .init(.freezeUpTo, \.freezeUpTo),
    .init(.freezeBatchNorm, \.freezeBatchNorm),
  ]
}

extension OptionName {
  package static let classifierLearningRate = OptionName(
    "classifier-learning-rate", .number(.positive), valueName: "x",
    help: """
      The learning rate of the classifier, on the same schedule. (default: that of the rest)
      """)
  package static let freezeUpTo = OptionName(
    "freeze-up-to", .text, valueName: "stage", effect: [.results, .time],
    help: """
      Do not train the network up to and with this stage: stem, layer1 … of a ResNet, stage1 … of a \
      VGG, stem, denseblock1 … of a DenseNet. (default: train all)
      """)
  package static let freezeBatchNorm = OptionName(
    "freeze-batch-norm", .invertibleFlag, effect: [.results, .time],
    help: "Leave all batch norms as they are: running statistics, gains and biases. (default: no)")
}
