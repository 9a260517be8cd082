import TestSupport
import Testing
import Torch
import TorchNN
import TorchVision

/// torchvision's networks, one of basic blocks and one of bottlenecks, with known weights.
@Suite struct ResNetLogitTests {
  static let depths: [(name: String, depth: ResNet.Depth)] = [
    ("resnet18", .resnet18), ("resnet50", .resnet50),
  ]

  @Test(arguments: depths)
  func areTorchvisions(_ name: String, _ depth: ResNet.Depth) throws {
    let fixture = try Fixture.tensors("resnet8.safetensors")
    let images = try #require(fixture["resnet_images"])
    let network = ResNet(depth, classes: 10, using: Generator(seed: 1))
    network.move(dtype: .float64)
    network.fillByFormula()
    try withoutGrad {
      // Evaluation goes first: training changes the statistics that it uses.
      network.setTraining(false)
      let evaluation = try #require(fixture["\(name)_evaluation_logits"])
      #expect(maxDifference(network(images), evaluation) < 1e-9)
      network.setTraining(true)
      let training = try #require(fixture["\(name)_training_logits"])
      #expect(maxDifference(network(images), training) < 1e-9)
    }
  }
}
