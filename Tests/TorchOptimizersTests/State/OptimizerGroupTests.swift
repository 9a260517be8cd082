import TestSupport
import Testing
import Torch
import TorchOptimizers

/// A group's settings reach its parameters, and no other.
@Suite struct OptimizerGroupTests {
  private let parameters = SampleParameters()

  private func group(
    _ names: [String], learningRate: Double, _ chain: any GradientTransform...
  ) -> Optimizer.Group {
    .init(parameters.named(names), learningRate: learningRate, chain)
  }

  private func step(_ optimizer: Optimizer) -> [String: Tensor] {
    let before = parameters.values
    parameters.drawGradients(seed: 7)
    optimizer.step()
    let after = parameters.values
    return before.reduce(into: [:]) { result, entry in
      result[entry.key] = after[entry.key].map { entry.value - $0 }
    }
  }

  private func gradient(_ name: String) throws -> Tensor { try #require(parameters[name].grad) }

  @Test func eachHasItsRateAndItsChain() throws {
    let optimizer = Optimizer([
      group(["conv2d"], learningRate: 0.5, GradientCentralization()),
      group(["linear"], learningRate: 0.25),
      group(["gain"], learningRate: 2, WeightDecay(0.5)),
    ])
    let gain = withoutGrad { parameters["gain"].clone() }
    let updates = step(optimizer)
    let conv = try gradient("conv2d").centralized(over: .convolution(spatialDims: 2)) * 0.5
    #expect(maxDifference(try #require(updates["conv2d"]), conv) < 1e-13)
    #expect(maxDifference(try #require(updates["linear"]), try gradient("linear") * 0.25) < 1e-13)
    let decayed = (try gradient("gain") + gain * 0.5) * 2.0
    #expect(maxDifference(try #require(updates["gain"]), decayed) < 1e-13)
    #expect(try #require(updates["bias"]).abs().max().item == 0, "in no group")
  }

  @Test func ratesChangeBetweenSteps() throws {
    let optimizer = Optimizer([
      group(["linear"], learningRate: 1), group(["bias"], learningRate: 1),
    ])
    optimizer.groups[1].learningRate = 0.125
    optimizer.learningRateFactor = 0.5
    let updates = step(optimizer)
    #expect(maxDifference(try #require(updates["linear"]), try gradient("linear") * 0.5) < 1e-13)
    #expect(maxDifference(try #require(updates["bias"]), try gradient("bias") * 0.0625) < 1e-13)
  }

  @Test func groupsTogetherAreOneOptimizer() {
    let other = SampleParameters()
    let named = Adam(weightDecay: 0.1, centralization: .init())
    other.train(Optimizer(other.named, learningRate: 0.1, named))
    let half = parameters.named.count / 2
    parameters.train(
      Optimizer([
        .init(Array(parameters.named.prefix(half)), learningRate: 0.1, named),
        .init(Array(parameters.named.dropFirst(half)), learningRate: 0.1, named),
      ]))
    for (name, value) in other.values {
      #expect(isBitIdentical(parameters[name].detached(), value), "\(name)")
    }
  }

  @Test func clearsGradients() {
    let optimizer = Optimizer(parameters.named(["linear", "bias"]), learningRate: 1)
    parameters.drawGradients(seed: 1)
    optimizer.zeroGrad()
    #expect(parameters["linear"].grad == nil && parameters["bias"].grad == nil)
    #expect(parameters["gain"].grad != nil, "it is none of this optimizer's")
  }

  @Test func aNameInTwoGroupsTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let parameters = SampleParameters()
      let group = Optimizer.Group(parameters.named(["linear"]), learningRate: 1, [])
      _ = Optimizer([group, group])
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("a parameter stands in two groups"))
  }

  @Test func aParameterUnderTwoNamesTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let parameter = Parameter(Tensor([1.0] as [Double]), .bias)
      _ = Optimizer([Named("a", parameter), Named("b", parameter)], learningRate: 1)
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("a parameter stands in two groups"))
  }
}
