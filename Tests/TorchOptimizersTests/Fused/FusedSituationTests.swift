import TestSupport
import Testing
import Torch

@testable import TorchOptimizers

/// What is unusual about gradients and parameters, told to the fused kernels and to the chains.
@Suite struct FusedSituationTests {
  private let recipe = AdamW(
    weightDecay: 0.1, centralization: .init(placement: .update, decayOrder: .after))

  private func expectEqual(
    _ twins: FusedTwins, preceding: [any GradientTransform] = [], clearing: Bool = false,
    steps: Int = 3, chained count: Int? = nil, gradients: (Int) -> Void
  ) {
    let half = twins.fused.count / 2
    func optimizer(_ all: [Named<Parameter>], _ isFused: Bool) -> Optimizer {
      let groups = [
        Optimizer.Group(Array(all.prefix(half)), learningRate: 0.01, recipe),
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
      Optimizer([.init($0, learningRate: 0.1, recipe)])
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

  @Test func halfPrecisionIsRoundedOnce() {
    // What centralization leaves of a row's mean is what one rounding leaves.
    let shapes: [([Int], Parameter.Role)] = [([64, 257], .weight(.linear))]
    let half = FusedTwins(.bfloat16, .contiguous, shapes).fused
    let full = half.map {
      Named($0.name, Parameter($0.value.detached().to(.float32), $0.value.role))
    }
    let before = half[0].value.detached().to(.float64)
    let gradient = Tensor.normal([64, 257], mean: 3, using: Generator(seed: 9)).to(.bfloat16)
    for parameters in [half, full] {
      parameters[0].value.grad = gradient.to(parameters[0].value.dtype)
      let optimizer = Optimizer(parameters, learningRate: 0.1, SGD(centralization: .init()))
      optimizer.step()
      #expect(optimizer.chainedCount == 0)
    }
    func residual(_ weight: Tensor) -> Double {
      withoutGrad { (weight.to(.float64) - before).mean([1]).abs().max().item }
    }
    let once = residual(full[0].value.detached().to(.bfloat16))
    #expect(residual(half[0].value) <= once * (1 + 1e-6))
    #expect(residual(full[0].value) < once / 100, "or the test shows nothing")
  }
}
