import TestSupport
import Testing
import Torch
import TorchOptimizers

/// Silence: traps 20 to 22.
///
/// Trap 19 is tested where options are read, 23 where runs are compared.
@Suite struct SilenceTraps {
  @Test(arguments: [DType.float32, .float64])
  func trap20aGroupsSettingsReachIt(_ dtype: DType) {
    let all = (0..<3).map {
      TrapParameter([4, 9], .weight(.linear), dtype: dtype, seed: UInt64($0 + 1))
    }
    let optimizers: [any NamedOptimizer] = [
      Adam(AdamScaling(beta1: 0.5, beta2: 0.5, epsilon: 0.1), centralization: .init()),
      Adam(AdamScaling(beta1: 0.9), weightDecay: 0.5),
      SGDW(momentum: 0.5, weightDecay: 0.25, centralization: .init(placement: .update)),
    ]
    let rates = [0.1, 0.01, 1]
    let groups = all.indices.map { i in
      Optimizer.Group([Named("w\(i)", all[i].value)], learningRate: rates[i], optimizers[i].chain)
    }
    let together = Optimizer(groups)
    for _ in 0..<3 { together.step() }
    for (i, trained) in all.enumerated() {
      let alone = TrapParameter([4, 9], .weight(.linear), dtype: dtype, seed: UInt64(i + 1))
      let optimizer = Optimizer([.init(alone.named, learningRate: rates[i], optimizers[i].chain)])
      for _ in 0..<3 { optimizer.step() }
      #expect(isBitIdentical(trained.value.detached(), alone.value.detached()), "group \(i)")
    }
  }

  @Test(arguments: OracleOptimizer.all, [DType.float32, .float64])
  func trap21theWeightsDifferWithAndWithout(_ optimizer: OracleOptimizer, _ dtype: DType) {
    let variants = Oracle.Variant.allCases.filter(optimizer.has)
    let weights = variants.map { variant in
      let weight = TrapParameter([4, 9], .weight(.linear), dtype: dtype)
      let trained = Optimizer([optimizer.group(weight.named, variant)])
      for seed in 0..<3 {
        weight.value.grad = .normal(
          [4, 9], mean: 1, dtype: dtype, using: Generator(seed: UInt64(seed + 1)))
        trained.step()
      }
      return weight.value.detached()
    }
    for weight in weights.dropFirst() { #expect(maxDifference(weight, weights[0]) > 1e-4) }
  }

  @Test(arguments: [2, 3, 5, 17, 33, 63, 65])
  func trap22noSizeIsSkipped(_ fanIn: Int) {
    let phi = GradientCentralization()
    let weight = TrapParameter([3, fanIn], .weight(.linear), dtype: .float32)
    #expect(phi.verdict(on: weight.value) == .centralized(.linear))
    #expect(weight.update(phi).sum([1]).abs().max().item < 1e-4)
    #expect(weight.gradient.sum([1]).abs().max().item > 0.1)
  }
}
