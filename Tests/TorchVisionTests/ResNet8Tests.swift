import TestSupport
import Testing
import Torch
import TorchNN
import TorchVision

/// The small network, with known weights, against PyTorch's numbers.
@Suite struct ResNet8Tests {
  private let network = ResNet(
    .resnet8, stem: .strided, channels: 1, classes: 10, using: Generator(seed: 1))
  private let fixture: [String: Tensor]

  init() throws {
    fixture = try Fixture.tensors("resnet8.safetensors")
    network.move(dtype: .float64)
    network.fillByFormula()
  }

  private func expected(_ name: String) throws -> Tensor { try #require(fixture[name]) }

  @Test func evaluation() throws {
    network.setTraining(false)
    let logits = network(try expected("images"))
    #expect(maxDifference(logits, try expected("evaluation_logits")) < 1e-9)
  }

  @Test func training() throws {
    let logits = network(try expected("images"))
    #expect(maxDifference(logits, try expected("training_logits")) < 1e-9)
  }

  @Test func lossAndGradient() throws {
    let loss = network(try expected("images")).crossEntropy(try expected("labels"))
    loss.backward()
    #expect(maxDifference(loss, try expected("loss")) < 1e-9)
    let gradients = network.parameters.compactMap { $0.grad }
    #expect(gradients.count == network.parameters.count)
    let norm = Tensor.stacked(Foreach.norms(gradients)).norm()
    #expect(maxDifference(norm, try expected("gradient_norm")) < 1e-7)
  }

  @Test func float32() throws {
    network.move(dtype: .float32)
    network.setTraining(false)
    let logits = network(try expected("images").to(.float32))
    #expect(maxDifference(logits, try expected("evaluation_logits")) < 1e-4)
  }

  @Test func channelsLast() throws {
    network.move(dtype: .float32)
    network.setTraining(false)
    let images = try expected("images").to(.float32)
    let logits = network(images)
    network.move(memoryFormat: .channelsLast)
    #expect(maxDifference(network(images.contiguous(.channelsLast)), logits) < 1e-5)
  }

  @Test func inputsAreNotWrittenTo() throws {
    let images = try expected("images").clone()
    _ = network(images)
    #expect(isBitIdentical(images, try expected("images")))
  }
}
