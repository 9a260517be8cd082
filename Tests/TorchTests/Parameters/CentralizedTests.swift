import TestSupport
import Testing
import Torch

/// The paper's `Φ` on every layout of a weight: an orthogonal projection, the right one.
@Suite struct CentralizedTests {
  @Test(arguments: WeightLayout.all)
  func isTheSlowLoop(_ layout: WeightLayout) {
    let g = layout.sample(seed: 1)
    let expected = layout.slowlyCentralized(g)
    #expect(maxDifference(g.centralized(over: layout.fanIn), expected) < 1e-14)
  }

  @Test(arguments: WeightLayout.all)
  func leavesMeanZeroInEveryUnit(_ layout: WeightLayout) {
    let centralized = layout.sample(seed: 1).centralized(over: layout.fanIn)
    #expect(layout.means(of: centralized).values.allSatisfy { abs($0) < 1e-14 })
  }

  @Test(arguments: WeightLayout.all)
  func twiceIsOnce(_ layout: WeightLayout) {
    let once = layout.sample(seed: 1).centralized(over: layout.fanIn)
    #expect(maxDifference(once.centralized(over: layout.fanIn), once) < 1e-14)
  }

  @Test(arguments: WeightLayout.all)
  func isLinear(_ layout: WeightLayout) {
    let (a, b) = (layout.sample(seed: 1), layout.sample(seed: 2))
    let apart = a.centralized(over: layout.fanIn) * 2.0 + b.centralized(over: layout.fanIn) * -0.5
    #expect(maxDifference((a * 2.0 + b * -0.5).centralized(over: layout.fanIn), apart) < 1e-14)
  }

  @Test(arguments: WeightLayout.all)
  func isOrthogonal(_ layout: WeightLayout) {
    let g = layout.sample(seed: 1)
    let kept = g.centralized(over: layout.fanIn)
    let removed = g - kept
    #expect(abs((kept * removed).sum().item) < 1e-12 * (g * g).sum().item)
    #expect(kept.norm().item < g.norm().item)
    // P = Pᵀ: ⟨Φ(a), b⟩ = ⟨a, Φ(b)⟩.
    let b = layout.sample(seed: 2)
    let left = (kept * b).sum().item
    let right = (g * b.centralized(over: layout.fanIn)).sum().item
    #expect(abs(left - right) < 1e-12 * abs(left))
  }

  @Test(arguments: WeightLayout.all)
  func countsTheInputs(_ layout: WeightLayout) {
    #expect(layout.fanIn.count(in: layout.shape) == layout.inputs)
  }

  @Test(arguments: WeightLayout.all.filter { $0.shape.count == 4 })
  func channelsLastGivesTheSame(_ layout: WeightLayout) {
    let g = layout.sample(seed: 1)
    let last = g.contiguous(.channelsLast).centralized(over: layout.fanIn)
    #expect(maxDifference(last, g.centralized(over: layout.fanIn)) < 1e-14)
  }

  @Test func doesNotChangeItsInput() {
    let g = Tensor([1.0, 2, 3, 4] as [Double], shape: [2, 2])
    _ = g.centralized(over: .linear)
    #expect(g.array() == [1.0, 2, 3, 4])
  }

  @Test func spreadsNonFiniteNumbersOverTheirUnitOnly() {
    let g = Tensor([1.0, .infinity, 3, 5] as [Double], shape: [2, 2]).centralized(over: .linear)
    #expect(!g[0].isFinite)
    #expect(g[1].array() == [-1.0, 1])
  }
}
