import TestSupport
import Testing
import Torch
import TorchNN

@testable import TorchVision

/// VGG networks have torchvision's keys, in its order, and its convolutions.
@Suite struct VGGTests {
  static let depths: [(name: String, depth: VGG.Depth)] = [
    ("vgg11", .vgg11), ("vgg13", .vgg13), ("vgg16", .vgg16), ("vgg19", .vgg19),
  ]

  private func keys(_ name: String) throws -> [StateEntry] {
    let all = try Fixture.json("vgg_keys.json", as: [String: [StateEntry]].self)
    return try #require(all[name])
  }

  @Test(arguments: depths)
  func theConvolutionsHaveTorchvisionsKeys(_ name: String, _ depth: VGG.Depth) throws {
    let features = VGG(depth, head: .cifar, classes: 10, using: Generator(seed: 1)).features
    let expected = try keys(name).filter { $0.name.hasPrefix("features.") }
    let found = StateEntry.all(of: features).map {
      StateEntry(name: "features." + $0.name, shape: $0.shape)
    }
    #expect(found == expected)
  }

  @Test func theNetworkHasTorchvisionsKeys() throws {
    let network = VGG(.vgg11, classes: 1000, using: Generator(seed: 1))
    #expect(StateEntry.all(of: network) == (try keys("vgg11")))
    #expect(network.namedParameters.map(\.value.count).reduce(0, +) == 132_863_336)
    let bias = try #require(network.stateDict.first { $0.name == "classifier.6.bias" })
    #expect(bias.tensor.abs().max().item == 0)
  }

  @Test func theConvolutionsComputeWhatTorchvisionsDo() throws {
    let fixture = try Fixture.tensors("vgg.safetensors")
    let (images, expected) = (
      try #require(fixture["images"]), try #require(fixture["vgg11_features"])
    )
    let features = VGG(.vgg11, head: .cifar, classes: 10, using: Generator(seed: 1)).features
    features.move(dtype: .float64)
    features.fillByFormula()
    let found = withoutGrad { features(images) }
    #expect(found.shape == [2, 512, 2, 2])
    #expect(maxDifference(found, expected) <= 1e-9 * expected.abs().max().item)
  }

  @Test func images32PixelsWideAreEnough() {
    let network = VGG(.vgg11, classes: 10, using: Generator(seed: 1))
    network.setTraining(false)
    #expect(withoutGrad { network(.zeros([1, 3, 32, 32])) }.shape == [1, 10])
  }
}
