import Testing
import Torch
import TorchNN

@testable import TorchVision

/// A network with 10 classes whose values are in the fixtures.
struct NetworkCase: Sendable, CustomTestStringConvertible {
  /// As in `network_values.py`.
  let name: String
  let make: @Sendable (NetworkStyle) -> any ImageClassifier

  var testDescription: String { name }
  /// Those for CIFAR get images of 32×32.
  var isForCIFAR: Bool { name.hasSuffix("_cifar") }

  /// Of published depths, in torchvision's style.
  static let published = [
    residual("resnet18", .resnet18),
    residual("resnext50_32x4d", .resnext50x32x4d),
    residual("wide_resnet50_2", .wideResnet50x2),
    vgg("vgg11", .vgg11, isNormalized: false),
    vgg("vgg11_bn", .vgg11),
    dense("densenet121", .densenet121),
    mobile("mobilenet_v2"),
    residual("resnet18_cifar", .resnet18, .cifar),
    residual("resnext29_cifar", .resnext29x4x64d, .cifar),
    vgg("vgg11_cifar", .vgg11, .cifar),
    dense("densenet121_cifar", .densenet121, .cifar),
  ]

  /// Shallow ones of every family, for every style.
  static let shallow: [NetworkCase] = {
    let basic = ResNet.Depth(blocks: [2, 1, 1], widths: [64, 128, 256])
    func bottlenecks(_ groups: Int, _ groupWidth: Int) -> ResNet.Depth {
      .init(
        blocks: [2, 1, 1], widths: [64, 128, 256], hasBottlenecks: true, groups: groups,
        groupWidth: groupWidth)
    }
    let single = VGG.Depth(convolutions: [1, 1, 1, 1, 1])
    let pairs = DenseNet.Depth(blocks: [2, 2, 2, 2], growth: 32, width: 64)
    return [
      residual("resnet", basic), residual("resnet_cifar", basic, .cifar),
      residual("resnext", bottlenecks(32, 4)),
      residual("resnext_cifar", bottlenecks(32, 4), .cifar),
      residual("wide", bottlenecks(1, 128)), residual("wide_cifar", bottlenecks(1, 128), .cifar),
      vgg("vgg", single), vgg("vgg_cifar", single, .cifar),
      dense("densenet", pairs), dense("densenet_cifar", pairs, .cifar),
      mobile("mobilenet", width: 0.25),
    ]
  }()

  private static func residual(
    _ name: String, _ depth: ResNet.Depth, _ stem: ResNet.Stem = .imageNet
  ) -> NetworkCase {
    NetworkCase(name: name) { style in
      ResNet(
        depth, stem: stem, classes: 10, normalization: style.normalization, weightForm: style.form,
        using: Generator(seed: 1))
    }
  }

  private static func vgg(
    _ name: String, _ depth: VGG.Depth, _ head: VGG.Head = .imageNet, isNormalized: Bool = true
  ) -> NetworkCase {
    NetworkCase(name: name) { style in
      VGG(
        depth, head, 3, 10, hidden: 16, 0, isNormalized ? style.normalization : nil, style.form,
        Generator(seed: 1))
    }
  }

  private static func mobile(_ name: String, width: Double = 1) -> NetworkCase {
    NetworkCase(name: name) { style in
      MobileNetV2(
        width: width, classes: 10, dropout: 0, normalization: style.normalization,
        weightForm: style.form, using: Generator(seed: 1))
    }
  }

  private static func dense(
    _ name: String, _ depth: DenseNet.Depth, _ stem: DenseNet.Stem = .imageNet
  ) -> NetworkCase {
    NetworkCase(name: name) { style in
      DenseNet(
        depth, stem: stem, classes: 10, normalization: style.normalization, weightForm: style.form,
        using: Generator(seed: 1))
    }
  }
}
