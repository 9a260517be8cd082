import TestSupport
import Testing
import Torch
import TorchNN
import TorchOptimizers
import TorchVision

/// The other runs of the fixture: what ten steps of each leave.
@Suite struct VariantTests {
  private func expect(
    _ name: String, learningRate: Double = 0.1, preceding: [any GradientTransform] = [],
    _ chain: [any GradientTransform]
  ) throws {
    let fixture = try TrainingFixture()
    let network = try fixture.network("initial/")
    let optimizer = Optimizer(
      [.init(network.namedParameters, learningRate: learningRate, chain)], preceding: preceding)
    try fixture.train(network, with: optimizer)
    try fixture.expectWeights(of: network, under: "\(name)/10/weights/")
  }

  @Test func nesterov() throws {
    try expect(
      "sgd_nesterov/all",
      SGD(momentum: 0.9, nesterov: true, weightDecay: 5e-4, centralization: .init()).chain)
  }

  @Test func dampening() throws {
    try expect(
      "sgd_dampening/all",
      SGD(
        momentum: 0.9, dampening: 0.3, weightDecay: 5e-4, centralization: .init()
      ).chain)
  }

  @Test func decayAfterCentralization() throws {
    try expect(
      "sgd_after/all",
      SGD(momentum: 0.9, weightDecay: 5e-4, centralization: .init(decayOrder: .after)).chain)
  }

  @Test func clippingBeforeTheGroups() throws {
    try expect(
      "sgd_clip/all", preceding: [GlobalNormClipping(0.5)],
      SGD(momentum: 0.9, weightDecay: 5e-4, centralization: .init()).chain)
  }

  @Test func clippingAsTheFirstLink() throws {
    let rest = SGD(momentum: 0.9, weightDecay: 5e-4, centralization: .init()).chain
    try expect("sgd_clip/all", [GlobalNormClipping(0.5)] + rest)
  }

  @Test func decoupledDecay() throws {
    try expect("adamw/none", learningRate: 0.001, AdamW(weightDecay: 0.01).chain)
    try expect(
      "adamw/all", learningRate: 0.001, AdamW(weightDecay: 0.01, centralization: .init()).chain)
  }
}
