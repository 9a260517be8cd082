import TestSupport
import Testing
import Torch
import TorchOptimizers

@Suite struct ClippingTests {
  private let a = Parameter(Tensor([0.0] as [Double]), .bias)
  private let b = Parameter(Tensor([0.0] as [Double]), .bias)

  private func step(_ optimizer: Optimizer) -> [Double] {
    a.grad = Tensor([3.0] as [Double])
    b.grad = Tensor([4.0] as [Double])
    optimizer.step()
    return [a.detached().item, b.detached().item]
  }

  private func expect(_ found: [Double], _ expected: [Double]) {
    #expect(maxDifference(Tensor(found), Tensor(expected)) < 1e-6)
  }

  @Test func theNormIsThatOfAllUpdates() {
    let optimizer = Optimizer(
      [Named("a", a), Named("b", b)], learningRate: 1, GlobalNormClipping(1))
    expect(step(optimizer), [-0.6, -0.8])
  }

  @Test func belowTheLimitNothingHappens() {
    let optimizer = Optimizer(
      [Named("a", a), Named("b", b)], learningRate: 1, GlobalNormClipping(5.1))
    #expect(step(optimizer) == [-3, -4])
  }

  @Test func beforeTheGroupsItSeesThemTogether() {
    let groups = [(a, "a"), (b, "b")].map {
      Optimizer.Group([Named($0.1, $0.0)], learningRate: 1, [])
    }
    expect(step(Optimizer(groups, preceding: [GlobalNormClipping(1)])), [-0.6, -0.8])
  }

  @Test func withinAGroupItSeesThatGroupAlone() {
    let groups = [(a, "a"), (b, "b")].map {
      Optimizer.Group([Named($0.1, $0.0)], learningRate: 1, [GlobalNormClipping(1)])
    }
    expect(step(Optimizer(groups)), [-1, -1])
  }

  @Test func withoutAnyGradientNothingHappens() {
    Optimizer([Named("a", a)], learningRate: 1, GlobalNormClipping(1)).step()
    #expect(a.detached().item == 0)
  }

  @Test func afterCentralizationTheLimitIsMetBeforeItIsNot() {
    func norm(_ first: any GradientTransform, _ second: any GradientTransform) -> Double {
      let weight = Parameter(.zeros([2, 2], dtype: .float64), .weight(.linear))
      weight.grad = Tensor([3.0, 4, 5, 9] as [Double], shape: [2, 2])
      Optimizer([Named("w", weight)], learningRate: 1, first, second).step()
      return weight.detached().norm().item
    }
    let (clipping, centralization) = (GlobalNormClipping(1), GradientCentralization())
    #expect(abs(norm(centralization, clipping) - 1) < 1e-6)
    // ‖g‖² = 131, and of its mean-free part ((−½, ½), (−2, 2)) it is 8.5.
    #expect(abs(norm(clipping, centralization) - (8.5 / 131).squareRoot()) < 1e-6)
  }

  @Test func aLimitOutOfRangeTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = GlobalNormClipping(0)
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("clipping norm: expected above 0, found 0.0"))
  }
}
