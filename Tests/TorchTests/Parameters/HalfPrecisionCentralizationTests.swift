import TestSupport
import Testing
import Torch

/// Half-precision gradients are centralized in float32 and rounded once.
@Suite struct HalfPrecisionCentralizationTests {
  @Test(arguments: [DType.float16, .bfloat16], WeightLayout.all)
  func roundsOnce(_ dtype: DType, _ layout: WeightLayout) {
    let g = layout.sample(seed: 1).to(dtype)
    let centralized = g.centralized(over: layout.fanIn)
    #expect(centralized.dtype == dtype)
    #expect(
      isBitIdentical(
        centralized, g.to(.float32).centralized(over: layout.fanIn).to(dtype)))
  }

  @Test(arguments: [DType.float16, .bfloat16])
  func leavesLessMeanThanTheTypesOwnArithmetic(_ dtype: DType) {
    // Rows of mean 100 and small deviation: a mean rounded to 8 or 11 bits is off by up to 0.2 or
    // 0.03, and that would stay as every row's mean.
    let g = Tensor.normal(
      [64, 512], mean: 100, deviation: 1, dtype: .float64, using: Generator(seed: 1)
    ).to(dtype)
    func largestMean(_ centralized: Tensor) -> Double {
      centralized.to(.float64).mean([1]).abs().max().item
    }
    let naive = largestMean(g - g.mean([1], keepDims: true))
    let ours = largestMean(g.centralized(over: .linear))
    #expect(ours < 1e-4 * 100)
    #expect(ours < naive / 10)
  }
}
