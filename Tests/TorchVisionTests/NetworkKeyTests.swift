import TestSupport
import Testing
import Torch
import TorchNN
import TorchVision

/// A network of 1000 classes and the fixture with torchvision's state dict for it.
struct KeyCase: Sendable, CustomTestStringConvertible {
  let file: String
  let name: String
  let make: @Sendable (ActivationNorm, WeightForm) -> any ImageClassifier

  var testDescription: String { name }
  var isNormalized: Bool { file != "vgg_keys.json" || name.hasSuffix("_bn") }

  static let all: [KeyCase] = residual + vgg + dense + [mobile]

  private static let mobile = KeyCase(file: "mobilenet_keys.json", name: "mobilenet_v2") {
    MobileNetV2(classes: 1000, normalization: $0, weightForm: $1, using: .shapesOnly)
  }

  private static let residual = [
    ("resnet18", ResNet.Depth.resnet18), ("resnet34", .resnet34), ("resnet50", .resnet50),
    ("resnet101", .resnet101), ("resnet152", .resnet152), ("resnext50_32x4d", .resnext50x32x4d),
    ("resnext101_32x4d", .resnext101x32x4d), ("resnext101_64x4d", .resnext101x64x4d),
    ("wide_resnet50_2", .wideResnet50x2),
  ].map { name, depth in
    KeyCase(file: "resnet_keys.json", name: name) {
      ResNet(depth, classes: 1000, normalization: $0, weightForm: $1, using: .shapesOnly)
    }
  }

  private static let vgg = [
    ("vgg11", VGG.Depth.vgg11), ("vgg13", .vgg13), ("vgg16", .vgg16), ("vgg19", .vgg19),
  ].flatMap { name, depth in
    [
      KeyCase(file: "vgg_keys.json", name: name) {
        VGG(depth, classes: 1000, weightForm: $1, using: .shapesOnly)
      },
      KeyCase(file: "vgg_keys.json", name: "\(name)_bn") {
        VGG(depth, classes: 1000, normalization: $0, weightForm: $1, using: .shapesOnly)
      },
    ]
  }

  private static let dense = [
    ("densenet121", DenseNet.Depth.densenet121), ("densenet161", .densenet161),
    ("densenet169", .densenet169), ("densenet201", .densenet201),
  ].map { name, depth in
    KeyCase(file: "densenet_keys.json", name: name) {
      DenseNet(depth, classes: 1000, normalization: $0, weightForm: $1, using: .shapesOnly)
    }
  }

  /// torchvision's entries.
  func expected() throws -> [StateEntry] {
    let all = try Fixture.json(file, as: [String: [StateEntry]].self)
    return try #require(all[name])
  }
}

/// The state dicts have torchvision's keys and shapes, in its order: published weights load.
@Suite struct NetworkKeyTests {
  @Test(arguments: KeyCase.all)
  func areTorchvisions(_ keyCase: KeyCase) throws {
    #expect(StateEntry.all(of: keyCase.make(.batch, .plain)) == (try keyCase.expected()))
  }

  @Test(arguments: KeyCase.all.filter(\.isNormalized))
  func otherNormalizationsHaveTheSameButStatistics(_ keyCase: KeyCase) throws {
    let statistics = ["running_mean", "running_var", "num_batches_tracked"]
    let expected = try keyCase.expected().filter { entry in
      !statistics.contains { entry.name.hasSuffix($0) }
    }
    for normalization in [ActivationNorm.group, .layer] {
      #expect(StateEntry.all(of: keyCase.make(normalization, .plain)) == expected)
    }
  }

  @Test(arguments: KeyCase.all)
  func weightFormsAreOfConvolutionsOnly(_ keyCase: KeyCase) throws {
    let expected = try keyCase.expected()
    #expect(StateEntry.all(of: keyCase.make(.batch, .standardized)) == expected)
    let normalized = StateEntry.all(of: keyCase.make(.batch, .normalized))
    let convolutions = expected.filter { $0.shape.count == 4 }
    #expect(normalized.count == expected.count + convolutions.count)
    for convolution in convolutions {
      let key = convolution.name.dropLast("weight".count) + "parametrizations.weight.original"
      let gain = [convolution.shape[0], 1, 1, 1]
      #expect(normalized.contains(StateEntry(name: key + "0", shape: gain)))
      #expect(normalized.contains(StateEntry(name: key + "1", shape: convolution.shape)))
    }
    let others = Set(expected.map(\.name)).subtracting(convolutions.map(\.name))
    #expect(others.isSubset(of: normalized.map(\.name)))
  }

  @Test func stemsForSmallImagesChangeOneShape() {
    func pair(_ image: any Module, _ small: any Module) -> ([StateEntry], [StateEntry]) {
      (StateEntry.all(of: image), StateEntry.all(of: small))
    }
    func residual(_ stem: ResNet.Stem) -> ResNet {
      ResNet(.resnet18, stem: stem, classes: 10, using: .shapesOnly)
    }
    func dense(_ stem: DenseNet.Stem) -> DenseNet {
      DenseNet(.densenet121, stem: stem, classes: 10, using: .shapesOnly)
    }
    let pairs = [
      pair(residual(.imageNet), residual(.cifar)), pair(residual(.imageNet), residual(.strided)),
      pair(dense(.imageNet), dense(.cifar)),
    ]
    for (image, small) in pairs {
      #expect(small.map(\.name) == image.map(\.name))
      #expect(small.dropFirst() == image.dropFirst())
      #expect(small.first?.shape == [64, 3, 3, 3] && image.first?.shape == [64, 3, 7, 7])
    }
  }

  @Test func vggForSmallImagesHasOneLinearLayer() {
    let image = VGG(.vgg11, classes: 10, normalization: .batch, using: .shapesOnly)
    let small = VGG(.vgg11, head: .cifar, classes: 10, normalization: .batch, using: .shapesOnly)
    let features = StateEntry.all(of: image).filter { $0.name.hasPrefix("features.") }
    #expect(StateEntry.all(of: small).dropLast(2) == features[...])
    #expect(
      StateEntry.all(of: small).suffix(2) == [
        StateEntry(name: "classifier.weight", shape: [10, 512]),
        StateEntry(name: "classifier.bias", shape: [10]),
      ])
  }

  @Test func resnet8HasItsNumberOfParameters() {
    let network = ResNet(
      .resnet8, stem: .strided, channels: 1, classes: 10, using: .shapesOnly)
    #expect(network.parameters.map(\.count).reduce(0, +) == 77_754)
    #expect(network.namedParameters.first { $0.name == "layer1.0.downsample.0.weight" } == nil)
    #expect(
      network.namedParameters.first { $0.name == "layer2.0.downsample.0.weight" }?.value.shape
        == [32, 16, 1, 1])
  }

  /// Xie et al., section 5.2: widths of 64, 128 and 256 in each of the groups, four times as many at a
  /// stage's end.
  @Test func resnext29HasThePapersWidths() throws {
    let network = ResNet(.resnext29x4x64d, stem: .cifar, classes: 100, using: .shapesOnly)
    let shapes = Dictionary(
      uniqueKeysWithValues: network.namedParameters.map { ($0.name, $0.value.shape) })
    #expect(shapes["conv1.weight"] == [64, 3, 3, 3])
    #expect(shapes["layer1.0.conv2.weight"] == [256, 64, 3, 3])
    #expect(shapes["layer3.2.conv2.weight"] == [1024, 256, 3, 3])
    #expect(shapes["layer3.2.conv3.weight"] == [1024, 1024, 1, 1])
    #expect(shapes["fc.weight"] == [100, 1024])
    // A stem, three convolutions in each of nine blocks, and the classifier.
    #expect(shapes.keys.count { $0.contains("conv") } + 1 == 29)
  }
}
