/// The networks that can be trained, by the names they have on the command line.
public enum ModelName: String, CaseIterable, Codable, Hashable, Sendable {
  /// ResNet-18 with the ImageNet stem.
  case resnet18
  /// ResNet-34 with the ImageNet stem.
  case resnet34
  /// ResNet-50 with the ImageNet stem.
  case resnet50
  /// ResNet-101 with the ImageNet stem.
  case resnet101
  /// ResNet-152 with the ImageNet stem.
  case resnet152
  /// ResNet-18 with the CIFAR stem.
  case resnet18Cifar = "resnet18-cifar"
  /// ResNet-34 with the CIFAR stem.
  case resnet34Cifar = "resnet34-cifar"
  /// ResNet-50 with the CIFAR stem.
  case resnet50Cifar = "resnet50-cifar"
  /// ResNet-101 with the CIFAR stem.
  case resnet101Cifar = "resnet101-cifar"
  /// ResNet-152 with the CIFAR stem.
  case resnet152Cifar = "resnet152-cifar"
  /// A small residual network for 28×28 images.
  case resnet8

  /// What a network sees first: how strongly it shrinks the image before the first block.
  public enum Stem: String, Hashable, Sendable {
    /// A 7×7 convolution with stride 2, then 3×3 max-pooling with stride 2.
    case imageNet
    /// A 3×3 convolution with stride 1 and no pooling.
    case cifar
    /// A 3×3 convolution with stride 2 and no pooling.
    case small
  }

  /// The stem of this network.
  public var stem: Stem {
    switch self {
    case .resnet18, .resnet34, .resnet50, .resnet101, .resnet152: .imageNet
    case .resnet18Cifar, .resnet34Cifar, .resnet50Cifar, .resnet101Cifar, .resnet152Cifar: .cifar
    case .resnet8: .small
    }
  }

  /// The parts of the network from the input on, up to any of which it can be frozen.
  public var stages: [String] {
    ["stem", "layer1", "layer2", "layer3"] + (self == .resnet8 ? [] : ["layer4"])
  }

  /// Whether the network normalizes its activations.
  public var hasNormalization: Bool { true }

  /// The number of image channels when no data set says otherwise.
  public var naturalChannels: Int {
    stem == .small ? 1 : 3
  }

  /// The number of classes when no data set says otherwise.
  public var naturalClasses: Int {
    switch stem {
    case .imageNet: 1000
    case .cifar: 100
    case .small: 10
    }
  }

  /// One line for people who choose a network.
  public var summary: String {
    switch stem {
    case .imageNet: "\(depthName), 7×7 stride-2 stem and max-pooling, for images of about 224×224"
    case .cifar: "\(depthName), 3×3 stride-1 stem without pooling, for images of 32×32"
    case .small: "three basic blocks of 16, 32, 64 channels, 3×3 stride-2 stem, for 28×28"
    }
  }

  private var depthName: String {
    let digits = rawValue.filter(\.isNumber)
    return "ResNet-\(digits)"
  }
}
