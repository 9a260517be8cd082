import TestSupport
import Testing
import Torch

@testable import TorchOptimizers

/// What is unusual about gradients and parameters, told to the fused kernels and to the chains.
@Suite struct FusedSituationTests {
  private let named = AdamW(
    weightDecay: 0.1, centralization: .init(placement: .update, decayOrder: .after))

  private func expectEqual(
    _ twins: FusedTwins, preceding: [any GradientTransform] = [], clearing: Bool = false,
    steps: Int = 3, chained count: Int? = nil, gradients: (Int) -> Void
  ) {
    let half = twins.fused.count / 2
    func optimizer(_ all: [Named<Parameter>], _ isFused: Bool) -> Optimizer {
      let groups = [
        Optimizer.Group(Array(all.prefix(half)), learningRate: 0.01, named),
        Optimizer.Group(
          Array(all.dropFirst(half)), learningRate: 0.1,
          SGD(momentum: 0.9, nesterov: true, weightDecay: 0.1, centralization: .init())),
      ]
      return Optimizer(isFused ? groups : groups.map(\.unfused), preceding: preceding)
    }
    let (fused, chained) = (optimizer(twins.fused, true), optimizer(twins.chained, false))
    for step in 1...steps {
      gradients(step)
      fused.step(clearingGradients: clearing)
      chained.step(clearingGradients: clearing)
      if let count { #expect(fused.chainedCount == count, "step \(step)") }
      twins.expectEqual(fused, chained, "step \(step)")
    }
  }

  @Test func groupsAndClipping() {
    let twins = FusedTwins(.float32)
    expectEqual(twins, preceding: [GlobalNormClipping(0.5)]) { twins.drawGradients(UInt64($0)) }
  }

  @Test(arguments: [DType.float32, .bfloat16])
  func gradientsAreClearedInTheSamePass(_ dtype: DType) {
    let twins = FusedTwins(dtype)
    expectEqual(twins, clearing: true) { step in
      for parameter in twins.fused + twins.chained where step > 1 {
        let sum = parameter.value.grad.map { $0.count == 0 ? 0 : $0.abs().sum().item }
        #expect(sum == 0, "\(parameter.name)")
      }
      twins.drawGradients(UInt64(step))
    }
  }

  @Test func clearingChangesNothingElse() {
    let twins = FusedTwins(.float32)
    let optimizers = [twins.fused, twins.chained].map {
      Optimizer([.init($0, learningRate: 0.1, named)])
    }
    for step in 1...3 {
      twins.drawGradients(UInt64(step))
      optimizers[0].step(clearingGradients: true)
      optimizers[1].step()
    }
    for (a, b) in zip(twins.fused, twins.chained) {
      #expect(isBitIdentical(a.value.detached(), b.value.detached()), "\(a.name)")
    }
  }

  @Test func missingAndFrozen() {
    let twins = FusedTwins(.float32)
    let frozen = [twins.fused[0], twins.chained[0]].map(\.value)
    let before = frozen[0].detached().clone()
    for parameter in frozen { parameter.requiresGrad = false }
    expectEqual(twins, steps: 6) { step in
      twins.drawGradients(UInt64(step))
      for all in [twins.fused, twins.chained] {
        all[0].value.grad = nil
        // Some come late, some go away, some come and go.
        for index in 1..<all.count where step % (index % 3 + 1) != 0 { all[index].value.grad = nil }
      }
    }
    for parameter in frozen { #expect(isBitIdentical(parameter.detached(), before)) }
  }

  @Test func gradientsWithGapsTakeTheChain() {
    let twins = FusedTwins(.float32, .contiguous, Array(FusedTwins.shapes.prefix(8)))
    expectEqual(twins, chained: 7) { step in
      twins.drawGradients(UInt64(step)) { gradient in
        Tensor.stacked([gradient, gradient], dim: 1).select(1, 0)
      }
    }
    let last = FusedTwins(.float32)
    expectEqual(last) { step in
      last.drawGradients(UInt64(step)) { $0.rank == 4 ? $0.contiguous(.channelsLast) : $0 }
    }
  }

  @Test(arguments: [false, true])
  func sparseGradientsAreTheDenseOnes(_ clearing: Bool) {
    let twins = FusedTwins(.float32, .contiguous, Array(FusedTwins.shapes.prefix(14)))
    expectEqual(twins, clearing: clearing, chained: 14) { step in
      twins.drawGradients(UInt64(step)) { $0.toSparse() }
    }
  }

  @Test func aRoleOrATagSetBetweenStepsHolds() {
    let shapes: [([Int], Parameter.Role)] = [
      ([3, 7], .weight(.linear)), ([5, 9], .weight(.linear)), ([4, 8], .embedding),
      ([4, 3, 2, 2], .weight(.convolution(spatialDims: 2))),
    ]
    let twins = FusedTwins(.float32, .contiguous, shapes)
    expectEqual(twins, steps: 4) { step in
      twins.drawGradients(UInt64(step))
      guard step == 3 else { return }
      for all in [twins.fused, twins.chained] {
        all[0].value.role = .position
        all[1].value.centralizationTag = .never
        all[2].value.centralizationTag = .always(.linear)
        all[3].value.role = .weight(.transposedConvolution(spatialDims: 2))
      }
    }
  }

  @Test(arguments: [Centralization.Placement.gradient, .update])
  func strengthsAndFactorsReachTheKernels(_ placement: Centralization.Placement) {
    let twins = FusedTwins(.float32)
    let named = SGDW(
      momentum: 0.9, weightDecay: 0.1,
      centralization: .init(.convolutions, placement: placement, minimumFanIn: 10, strength: 0.75))
    let fused = Optimizer(twins.fused, learningRate: 0.1, named)
    let chained = Optimizer([Optimizer.Group(twins.chained, learningRate: 0.1, named).unfused])
    for (step, factor) in [1, 0.5, 0, 0.25].enumerated() {
      twins.drawGradients(UInt64(step + 1))
      for optimizer in [fused, chained] {
        optimizer.centralizationFactor = factor
        optimizer.learningRateFactor = 1 - factor / 2
        optimizer.step()
      }
      twins.expectEqual(fused, chained, "factor \(factor)")
    }
  }
}
