extension OptionName {
  package static let model = OptionName(
    "model", .choice(of: ModelName.self), effect: [.results, .time],
    help: "The network; 'centralize models' describes them.")
  package static let normalization = OptionName(
    "normalization", .choice(of: ActivationNorm.self), valueName: "name",
    effect: [.results, .time],
    help: """
      What normalizes the activations: batch, group or layer norm. (default: batch, where the model \
      has any)
      """)
  package static let weightForm = OptionName(
    "weight-form", .choice(of: WeightForm.self), valueName: "form", effect: [.results, .time],
    help: """
      What convolutions make of their weights: plain, standardized (weight standardization) or \
      normalized (weight norm). (default: plain)
      """)
  package static let classes = OptionName(
    "classes", .wholeNumber(2...OptionRanges.mostClasses), valueName: "n",
    help: "The number of the network's outputs. (default: the classes in the data)")
  package static let weights = OptionName(
    "weights", .text, valueName: "file",
    help: """
      Start from the weights of this file, safetensors or of torch.save; a classifier for another \
      number of classes is replaced. (default: initial weights of the seed)
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
  package static let classifierLearningRate = OptionName(
    "classifier-learning-rate", .number(.positive), valueName: "x",
    help: """
      The learning rate of the classifier, on the same schedule. (default: that of the rest)
      """)
}
