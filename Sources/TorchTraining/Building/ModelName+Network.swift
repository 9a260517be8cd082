import TorchNN
public import Settings
public import Torch
public import TorchVision

extension ModelName {
  /// The network of this name with initial weights from `generator`; traps for one that finds objects.
  ///
  /// - Parameters:
  ///   - channels: the channels `C` of the images.
  ///   - classes: the number of logits.
  ///   - normalization: what normalizes the activations, where the model has a normalization.
  ///   - weightForm: what the convolutions make of their weights.
  ///   - generator: where the initial weights come from.
  /// - Returns: the network, in float32 on the generator's device.
  public func network(
    channels: Int, classes: Int, normalization: ActivationNorm? = .batch,
    weightForm: WeightForm = .plain, using generator: Generator
  ) -> any ImageClassifier {
    let norm = normalization ?? .batch
    switch design {
    case .residual(let depth, let stem):
      return ResNet(
        depth, stem: stem, channels: channels, classes: classes, normalization: norm,
        weightForm: weightForm, using: generator)
    case .inverted:
      return MobileNetV2(
        channels: channels, classes: classes, normalization: norm, weightForm: weightForm,
        using: generator)
    case .plain(let depth, let head):
      return VGG(
        depth, head: head, channels: channels, classes: classes,
        normalization: hasNormalization ? norm : nil, weightForm: weightForm, using: generator)
    case .dense(let depth, let stem):
      return DenseNet(
        depth, stem: stem, channels: channels, classes: classes, normalization: norm,
        weightForm: weightForm, using: generator)
    case .detector: preconditionFailure("\(rawValue) tells no classes apart")
    }
  }

  /// The class of networks, and which of them.
  enum Design {
    case residual(ResNet.Depth, ResNet.Stem = .imageNet)
    case inverted
    case plain(VGG.Depth, VGG.Head = .imageNet)
    case dense(DenseNet.Depth, DenseNet.Stem = .imageNet)
    case detector
  }

  /// What the network of this name is.
  var design: Design {
    switch self {
    case .resnet18: .residual(.resnet18)
    case .resnet34: .residual(.resnet34)
    case .resnet50: .residual(.resnet50)
    case .resnet101: .residual(.resnet101)
    case .resnet152: .residual(.resnet152)
    case .resnet18Cifar: .residual(.resnet18, .cifar)
    case .resnet34Cifar: .residual(.resnet34, .cifar)
    case .resnet50Cifar: .residual(.resnet50, .cifar)
    case .resnet101Cifar: .residual(.resnet101, .cifar)
    case .resnet152Cifar: .residual(.resnet152, .cifar)
    case .resnet8: .residual(.resnet8, .strided)
    case .resnext50x32x4d: .residual(.resnext50x32x4d)
    case .resnext101x32x4d: .residual(.resnext101x32x4d)
    case .resnext101x64x4d: .residual(.resnext101x64x4d)
    case .resnext29x4x64dCifar: .residual(.resnext29x4x64d, .cifar)
    case .wideResnet50x2: .residual(.wideResnet50x2)
    case .mobilenetV2: .inverted
    case .vgg11, .vgg11Bn: .plain(.vgg11)
    case .vgg13, .vgg13Bn: .plain(.vgg13)
    case .vgg16, .vgg16Bn: .plain(.vgg16)
    case .vgg19, .vgg19Bn: .plain(.vgg19)
    case .vgg11Cifar: .plain(.vgg11, .cifar)
    case .densenet121: .dense(.densenet121)
    case .densenet161: .dense(.densenet161)
    case .densenet169: .dense(.densenet169)
    case .densenet201: .dense(.densenet201)
    case .densenet121Cifar: .dense(.densenet121, .cifar)
    case .fasterRCNN, .maskRCNN: .detector
    }
  }
}

extension NetworkChoice {
  /// The network in its form, with initial weights from `generator`; see ``ModelName``.
  public func makeNetwork(
    channels: Int, classes: Int, using generator: Generator
  ) -> any ImageClassifier {
    model.network(
      channels: channels, classes: classes, normalization: normalization, weightForm: weightForm,
      using: generator)
  }
}

extension RunConfiguration {
  /// The network of this run, with the initial weights of its seed, as it is trained: in the run's
  /// element type, on its device, channels-last, with its frozen parts frozen.
  ///
  /// Traps for a network that a program makes itself.
  public func makeNetwork() -> any ImageClassifier {
    precondition(own.network == nil, "the program makes the network \(modelName) itself")
    let network = network.makeNetwork(
      channels: data.dataset.channels, classes: data.classes, using: Generator(seed: start.seed))
    network.move(to: machine.device.device, dtype: machine.dtype.dtype, memoryFormat: .channelsLast)
    freeze(network)
    return network
  }

  /// Freezes what this run does not train.
  func freeze(_ network: any ImageClassifier) {
    if let freezeUpTo = fineTuning.freezeUpTo { network.freeze(upTo: freezeUpTo) }
    if fineTuning.freezeBatchNorm { network.freezeBatchNorm() }
  }
}
