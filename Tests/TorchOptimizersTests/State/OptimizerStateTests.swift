import TestSupport
import Testing
import Torch
import TorchOptimizers

/// What is saved and restored goes on bit for bit.
@Suite struct OptimizerStateTests {
  private func optimizer(
    _ parameters: SampleParameters, _ chain: [any GradientTransform]
  ) -> Optimizer {
    let half = parameters.named.count / 2
    return Optimizer(
      [
        .init(Array(parameters.named.prefix(half)), learningRate: 0.1, chain),
        .init(Array(parameters.named.dropFirst(half)), learningRate: 0.01, chain),
      ], preceding: [GlobalNormClipping(1), Momentum(0.5)])
  }

  @Test(arguments: ChainCase.all, [DType.float32, .float64])
  func theNextStepsAreBitIdentical(_ example: ChainCase, _ dtype: DType) throws {
    let folder = try TemporaryFolder()
    let whole = SampleParameters(dtype: dtype, memoryFormat: .channelsLast)
    let first = optimizer(whole, example.chain)
    whole.train(first, steps: 3)

    try SafetensorsFile.write(first.state, to: folder.file("state"))
    try SafetensorsFile.write(
      whole.named.map { ($0.name, $0.value) }, to: folder.file("weights"))
    let resumed = SampleParameters(seed: 2, dtype: dtype, memoryFormat: .channelsLast)
    let weights = try SafetensorsFile(folder.file("weights"))
    for parameter in resumed.named {
      parameter.value.load(try #require(weights[parameter.name]))
    }
    let second = optimizer(resumed, example.chain)
    try second.restore(SafetensorsFile(folder.file("state")).tensors)

    whole.train(first, steps: 2, first: 200)
    resumed.train(second, steps: 2, first: 200)
    for (name, value) in whole.values {
      #expect(isBitIdentical(resumed[name].detached(), value), "\(name)")
    }
    for (a, b) in zip(first.state, second.state) {
      #expect(a.name == b.name && isBitIdentical(a.tensor, b.tensor), "\(a.name)")
    }
  }

  @Test func hasAPlaceForEveryLink() {
    let parameter = Parameter(Tensor([1.0] as [Double]), .bias)
    parameter.grad = Tensor([1.0] as [Double])
    let optimizer = Optimizer(
      [
        .init(
          [Named("w", parameter)], learningRate: 1, [Momentum(0.9), AdamScaling(), Momentum(0.8)])
      ], preceding: [Momentum(0.7)])
    optimizer.step()
    #expect(
      optimizer.state.map(\.name) == [
        "steps/w", "adam.mean/w", "adam.square/w", "momentum.velocity/w", "momentum2.velocity/w",
        "preceding.steps/w", "preceding.momentum.velocity/w",
      ])
  }

  @Test func restoringForgetsWhatWasThere() throws {
    let parameters = SampleParameters()
    let optimizer = Optimizer(parameters.named, learningRate: 0.1, SGD(momentum: 0.9))
    parameters.train(optimizer)
    try optimizer.restore([:])
    #expect(optimizer.state.allSatisfy { $0.name.hasPrefix("steps/") && $0.tensor.intItem == 0 })
  }

  @Test func theStateIsNotSharedWithTheFile() throws {
    let parameters = SampleParameters()
    let optimizer = Optimizer(parameters.named, learningRate: 0.1, SGD(momentum: 0.9))
    let velocity = Tensor.ones([5, 7], dtype: .float64)
    try optimizer.restore(["momentum.velocity/linear": velocity])
    parameters.train(optimizer, steps: 1)
    #expect(velocity.isEqual(to: velocity.onesLike()))
  }
}
