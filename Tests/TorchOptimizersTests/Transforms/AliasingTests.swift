import TestSupport
import Testing
import Torch
import TorchOptimizers

/// No link writes to what it was given: neither the caller's gradient nor another link's memory.
@Suite struct AliasingTests {
  @Test(arguments: ChainCase.all)
  func gradientsStayAsTheyAre(_ example: ChainCase) {
    let parameters = SampleParameters()
    let optimizer = Optimizer(
      [.init(parameters.named, learningRate: 0.1, example.chain)],
      preceding: [GlobalNormClipping(1e-3)])
    for step in 0..<2 {
      parameters.drawGradients(seed: UInt64(step + 1))
      let before = parameters.named.map { $0.value.grad.map { bytes(of: $0) } }
      optimizer.step()
      #expect(parameters.named.map { $0.value.grad.map { bytes(of: $0) } } == before)
    }
  }

  /// Every link that could write to an update that is a memory.
  static let followers: [[any GradientTransform]] = [
    [], [WeightDecay(0.1)], [GradientCentralization()], [GlobalNormClipping(1e-3)],
    [Momentum(0.5)], [Momentum(0.5, nesterov: true)], [AdamScaling()], [AdagradScaling()],
    [WeightDecay(0.1), GradientCentralization(), GlobalNormClipping(1e-3), Momentum(0.5)],
  ]

  @Test(arguments: followers.indices)
  func theVelocityIsWrittenByItsLinkAlone(_ index: Int) throws {
    let parameters = SampleParameters()
    let optimizer = Optimizer(
      [.init(parameters.named, learningRate: 0.1, [Momentum(0.9)] + Self.followers[index])])
    var expected = Tensor.zeros([5, 7], dtype: .float64)
    for step in 0..<3 {
      parameters.drawGradients(seed: UInt64(step + 1))
      expected = expected * 0.9 + (try #require(parameters["linear"].grad))
      optimizer.step()
      let velocity = try #require(
        optimizer.state.first { $0.name == "momentum.velocity/linear" }
      ).tensor
      #expect(maxDifference(velocity, expected) < 1e-14, "step \(step)")
    }
  }

  @Test func parametersKeepTheirMemory() {
    let parameters = SampleParameters()
    let before = parameters.named.map { $0.value.withBytes { $0.baseAddress } }
    parameters.train(
      Optimizer(parameters.named, learningRate: 0.1, AdamW(centralization: .init())), steps: 2)
    #expect(parameters.named.map { $0.value.withBytes { $0.baseAddress } } == before)
    #expect(parameters.named.allSatisfy { $0.value.requiresGrad })
  }
}
