public import CentralizeOptions
public import Torch
public import TorchNN
import TorchVision

extension ModelName {
  /// The network of this name with initial weights from `generator`.
  ///
  /// - Parameters:
  ///   - channels: the channels `C` of the images.
  ///   - classes: the number of logits.
  ///   - generator: where the initial weights come from.
  /// - Returns: the network, in float32 on the CPU.
  public func network(channels: Int, classes: Int, using generator: Generator) -> any Layer {
    let stem: ResNet.Stem =
      switch stem {
      case .imageNet: .imageNet
      case .cifar: .cifar
      case .small: .strided
      }
    return ResNet(depth, stem: stem, channels: channels, classes: classes, using: generator)
  }

  private var depth: ResNet.Depth {
    switch self {
    case .resnet8: .resnet8
    case .resnet18, .resnet18Cifar: .resnet18
    case .resnet34, .resnet34Cifar: .resnet34
    case .resnet50, .resnet50Cifar: .resnet50
    case .resnet101, .resnet101Cifar: .resnet101
    case .resnet152, .resnet152Cifar: .resnet152
    }
  }
}

extension NumberType {
  /// The element type of this name.
  public var dtype: DType { self == .float64 ? .float64 : .float32 }
}

extension DeviceName {
  /// The device of this name.
  public var device: Device { self == .cuda ? .cuda(0) : .cpu }
}

extension RunConfiguration {
  /// The network of this run, with the initial weights of its seed, as it is trained: in the run's
  /// element type, on its device, channels-last, with its frozen parts frozen.
  public func makeNetwork() -> any Layer {
    let generator = Generator(seed: seed)
    let network = model.network(
      channels: dataset.channels, classes: classes, using: generator)
    network.move(to: device.device, dtype: dtype.dtype, memoryFormat: .channelsLast)
    if let freezeUpTo { (network as? any ImageClassifier)?.freeze(upTo: freezeUpTo) }
    if freezeBatchNorm { network.freezeBatchNorm() }
    return network
  }
}
