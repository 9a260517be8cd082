extension ModelName {
  /// The paper that a network is from.
  public enum Family: String, Hashable, Sendable {
    /// Residual networks.
    case resnet = "ResNet"
    /// Residual networks with groups.
    case resnext = "ResNeXt"
    /// Residual networks with wide blocks.
    case wideResnet = "Wide ResNet"
    /// Networks of inverted residuals.
    case mobilenet = "MobileNet"
    /// Plain stacks of convolutions.
    case vgg = "VGG"
    /// Networks whose layers see all before them.
    case densenet = "DenseNet"
    /// Detectors that look at regions.
    case rcnn = "R-CNN"
  }

  /// The paper that this network is from.
  public var family: Family {
    switch self {
    case .resnet18, .resnet34, .resnet50, .resnet101, .resnet152, .resnet18Cifar, .resnet34Cifar,
      .resnet50Cifar, .resnet101Cifar, .resnet152Cifar, .resnet8:
      .resnet
    case .resnext50x32x4d, .resnext101x32x4d, .resnext101x64x4d, .resnext29x4x64dCifar: .resnext
    case .wideResnet50x2: .wideResnet
    case .mobilenetV2: .mobilenet
    case .vgg11, .vgg13, .vgg16, .vgg19, .vgg11Bn, .vgg13Bn, .vgg16Bn, .vgg19Bn, .vgg11Cifar: .vgg
    case .densenet121, .densenet161, .densenet169, .densenet201, .densenet121Cifar: .densenet
    case .fasterRCNN, .maskRCNN: .rcnn
    }
  }

  /// Whether the network normalizes its activations.
  public var hasNormalization: Bool {
    switch self {
    case .vgg11, .vgg13, .vgg16, .vgg19: false
    default: true
    }
  }

  /// The parts of the network from the input on, up to any of which it can be frozen; of a detector those of
  /// its usual backbone.
  public var stages: [String] {
    switch family {
    case .resnet, .resnext, .wideResnet:
      let hasFour = self != .resnet8 && self != .resnext29x4x64dCifar
      return ["stem", "layer1", "layer2", "layer3"] + (hasFour ? ["layer4"] : [])
    case .mobilenet: return ["stem"] + (1...7).map { "stage\($0)" } + ["top"]
    case .vgg: return (1...5).map { "stage\($0)" }
    case .densenet: return ["stem"] + (1...4).map { "denseblock\($0)" }
    case .rcnn: return DetectorChoice().backbone.model.stages
    }
  }
}
