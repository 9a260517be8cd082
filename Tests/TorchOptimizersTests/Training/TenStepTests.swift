import TestSupport
import Testing
import Torch
import TorchNN
import TorchOptimizers
import TorchVision

/// Ten training steps in float64 are PyTorch's: losses, state and weights.
@Suite struct TenStepTests {
  @Test(arguments: TrainingRun.all)
  func named(_ run: TrainingRun) throws {
    let fixture = try TrainingFixture()
    let network = try fixture.network("initial/")
    let optimizer = Optimizer(
      [.init(network.namedParameters, learningRate: run.learningRate, run.named)])
    try fixture.train(network, with: optimizer) { step, loss in
      let expected = try TrainingFixture.tensor("\(run.name)/\(step)/loss")
      #expect(maxDifference(loss, expected) <= 1e-9, "the loss of step \(step)")
      if step > 0 {
        try expectState(of: optimizer, run.state(of: network.namedParameters, step: step))
      }
    }
    try fixture.expectWeights(of: network, under: "\(run.name)/10/weights/")
  }

  @Test(arguments: TrainingRun.all)
  func chain(_ run: TrainingRun) throws {
    #expect(run.named.map(\.name) == run.chain.map(\.name))
    let fixture = try TrainingFixture()
    let network = try fixture.network("initial/")
    let optimizer = Optimizer(
      [.init(network.namedParameters, learningRate: run.learningRate, run.chain)])
    try fixture.train(network, with: optimizer)
    try fixture.expectWeights(of: network, under: "\(run.name)/10/weights/")
  }

  private func expectState(of optimizer: Optimizer, _ expected: [String: Tensor]) throws {
    let state = Dictionary(uniqueKeysWithValues: optimizer.state.map { ($0.name, $0.tensor) })
    #expect(Set(state.keys) == Set(expected.keys))
    for (key, tensor) in expected {
      let found = try #require(state[key])
      #expect(maxDifference(found, tensor) <= 1e-9, "\(key)")
    }
  }
}
