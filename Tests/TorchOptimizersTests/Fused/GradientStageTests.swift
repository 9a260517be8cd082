import TestSupport
import Testing
import Torch

@testable import TorchOptimizers

/// What precedes the groups' chains, with the fused step and with the chains.
@Suite struct GradientStageTests {
  private static let links: [any GradientTransform] = [
    GlobalNormClipping(0.5), Momentum(0.5), WeightDecay(0.1), GlobalNormClipping(0.4),
  ]

  private func optimizers(
    _ twins: FusedTwins, _ preceding: [any GradientTransform]
  ) -> [Optimizer] {
    let named = SGD(momentum: 0.9, weightDecay: 0.1, centralization: .init())
    return [
      Optimizer([.init(twins.fused, learningRate: 0.1, named)], preceding: preceding),
      Optimizer(
        [Optimizer.Group(twins.chained, learningRate: 0.1, named).unfused], preceding: preceding),
    ]
  }

  /// Gradients of half precision come out of a link in float32, and so each number is rounded once;
  /// the kernels have no such gradients.
  @Test(arguments: [(DType.float32, 0), (.bfloat16, 8)], [false, true])
  func clippingAndMoreKeepTheFusedStep(_ type: (DType, chained: Int), _ clearing: Bool) throws {
    let twins = FusedTwins(type.0, .contiguous, Array(FusedTwins.shapes.prefix(8)))
    let pair = optimizers(twins, Self.links)
    for step in 1...3 {
      twins.drawGradients(UInt64(step))
      let gradient = try #require(twins.fused[0].value.grad)
      let before = gradient.clone()
      for optimizer in pair { optimizer.step(clearingGradients: clearing) }
      #expect(pair[0].chainedCount == type.chained)
      twins.expectEqual(pair[0], pair[1], "step \(step)")
      let after = try #require(twins.fused[0].value.grad)
      #expect(isBitIdentical(after, gradient), "the gradient is the caller's again")
      #expect(isBitIdentical(after, clearing ? before.zerosLike() : before))
    }
    let memory = try #require(pair[0].state.first { $0.name.hasPrefix("preceding.momentum") })
    #expect(memory.tensor.abs().max().item > 0, "clearing gradients does not clear memory")
  }

  /// A second limit above what the first leaves would do nothing more; this one halves again.
  @Test func whatFollowsClippingSeesItsResult() {
    let weight = Parameter(Tensor([0.0] as [Double]), .bias)
    weight.grad = Tensor([4.0] as [Double])
    Optimizer(
      [.init([Named("w", weight)], learningRate: 1, [])],
      preceding: [GlobalNormClipping(2), GlobalNormClipping(1), Momentum(0.5)]
    ).step()
    #expect(abs(weight.detached().item + 1) < 1e-5)
  }

  @Test(arguments: [[GlobalNormClipping(0.5)], links] as [[any GradientTransform]])
  func stepsAreCountedOnBothPaths(_ preceding: [any GradientTransform]) {
    let twins = FusedTwins(.float32, .contiguous, Array(FusedTwins.shapes.prefix(3)))
    let pair = optimizers(twins, preceding)
    for step in 1...3 {
      twins.drawGradients(UInt64(step))
      if step == 2 { for all in [twins.fused, twins.chained] { all[1].value.grad = nil } }
      for optimizer in pair { optimizer.step() }
    }
    for optimizer in pair {
      let counts = optimizer.state.filter { $0.name.hasPrefix("preceding.steps/") }
      #expect(counts.map(\.tensor.intItem) == [3, 2, 3])
    }
  }
}
