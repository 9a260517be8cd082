import TestSupport
import Testing
import Torch
import TorchNN
import TorchVision

/// The state dicts have torchvision's keys and shapes, in its order: published weights load.
@Suite struct ResNetKeyTests {
  static let depths: [(name: String, depth: ResNet.Depth)] = [
    ("resnet18", .resnet18), ("resnet34", .resnet34), ("resnet50", .resnet50),
    ("resnet101", .resnet101), ("resnet152", .resnet152),
  ]

  @Test(arguments: depths)
  func areTorchvisions(_ name: String, _ depth: ResNet.Depth) throws {
    let expected = try Fixture.json("resnet_keys.json", as: [String: [StateEntry]].self)
    let network = ResNet(depth, classes: 1000, using: Generator(seed: 1))
    #expect(StateEntry.all(of: network) == (try #require(expected[name])))
  }

  @Test func theStemChangesNoKey() {
    let generator = Generator(seed: 1)
    let imageNet = StateEntry.all(of: ResNet(.resnet18, classes: 10, using: generator))
    for stem in [ResNet.Stem.cifar, .strided] {
      let other = StateEntry.all(of: ResNet(.resnet18, stem: stem, classes: 10, using: generator))
      #expect(other.map(\.name) == imageNet.map(\.name))
      #expect(other.dropFirst() == imageNet.dropFirst())
      #expect(other.first?.shape == [64, 3, 3, 3])
    }
  }

  @Test func resnet8HasItsNumberOfParameters() {
    let network = ResNet(
      .resnet8, stem: .strided, channels: 1, classes: 10, using: Generator(seed: 1))
    #expect(network.parameters.map(\.count).reduce(0, +) == 77_754)
    #expect(network.namedParameters.first { $0.name == "layer1.0.downsample.0.weight" } == nil)
    #expect(
      network.namedParameters.first { $0.name == "layer2.0.downsample.0.weight" }?.value.shape
        == [32, 16, 1, 1])
  }
}
