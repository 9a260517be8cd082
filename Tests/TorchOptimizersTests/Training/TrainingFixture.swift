import TestSupport
import Testing
import Torch
import TorchNN
import TorchOptimizers
import TorchVision

/// The small residual network of `training.safetensors`, and what PyTorch made of it.
struct TrainingFixture {
  /// Six thousand tensors, opened once and only read, which several tests may do at a time.
  nonisolated(unsafe) private static let tensors = Result {
    try Fixture.tensors("training.safetensors")
  }

  private let images: Tensor
  private let labels: Tensor

  init() throws {
    images = try Self.tensor("images")
    labels = try Self.tensor("labels")
  }

  /// The tensor called `name`.
  static func tensor(_ name: String) throws -> Tensor { try #require(tensors.get()[name]) }

  /// The network with the fixture's weights under `prefix`.
  func network(_ prefix: String, dtype: DType = .float64) throws -> ResNet {
    let network = ResNet(
      .init(blocks: [1, 1, 1], widths: [2, 4, 8]), stem: .strided, channels: 1, classes: 4,
      using: Generator(seed: 1))
    network.move(dtype: dtype)
    for parameter in network.namedParameters {
      parameter.value.load(try Self.tensor(prefix + parameter.name))
    }
    return network
  }

  /// The loss of the batch of `step`, whose gradient it leaves in the parameters.
  func loss(of network: ResNet, step: Int) -> Tensor {
    network.zeroGrad()
    let images = images[step].to(network.parameters[0].dtype)
    let loss = network(images).crossEntropy(labels[step])
    loss.backward()
    return loss
  }

  /// Ten steps from the initial weights; `observe` sees the loss of each before the step is made.
  func train(
    _ network: ResNet, with optimizer: Optimizer,
    observe: (Int, Tensor) throws -> Void = { _, _ in }
  ) throws {
    for step in 0..<10 {
      let loss = loss(of: network, step: step)
      try observe(step, loss)
      optimizer.step()
    }
  }

  /// Expects every weight to be the fixture's under `prefix`.
  func expectWeights(of network: ResNet, under prefix: String) throws {
    for parameter in network.namedParameters {
      let expected = try Self.tensor(prefix + parameter.name)
      #expect(maxDifference(parameter.value, expected) <= 1e-9, "\(parameter.name)")
    }
  }
}
