import TestSupport
import Testing
import Torch
import TorchOptimizers

/// `Φ` is linear: accumulating gradients and scaling the loss commute with it.
@Suite struct AccumulationTests {
  private let x = Tensor.normal([8, 7], dtype: .float64, using: Generator(seed: 1))
  private let y = Tensor.normal([8, 5], dtype: .float64, using: Generator(seed: 2))

  private func loss(_ weight: Parameter, _ rows: Range<Int>) -> Tensor {
    let x = x.narrowed(0, from: rows.lowerBound, count: rows.count)
    let y = y.narrowed(0, from: rows.lowerBound, count: rows.count)
    return x.linear(weight, nil).meanSquaredError(y)
  }

  private func weight() -> Parameter {
    Parameter(.normal([5, 7], dtype: .float64, using: Generator(seed: 3)), .weight(.linear))
  }

  @Test func halvesOfABatchAreTheBatch() {
    let (whole, halves) = (weight(), weight())
    let optimizers = [whole, halves].map {
      Optimizer(
        [Named("w", $0)], learningRate: 0.1, SGD(momentum: 0.9, centralization: .init()))
    }
    for _ in 0..<3 {
      optimizers.forEach { $0.zeroGrad() }
      loss(whole, 0..<8).backward()
      (loss(halves, 0..<4) * 0.5).backward()
      (loss(halves, 4..<8) * 0.5).backward()
      optimizers.forEach { $0.step() }
    }
    #expect(maxDifference(halves, whole) < 1e-13)
  }

  @Test func centralizingThePartsIsCentralizingTheSum() throws {
    let weight = weight()
    loss(weight, 0..<4).backward()
    let first = try #require(weight.grad).clone()
    weight.grad = nil
    loss(weight, 4..<8).backward()
    let second = try #require(weight.grad)
    let parts = first.centralized(over: .linear) + second.centralized(over: .linear)
    #expect(maxDifference((first + second).centralized(over: .linear), parts) < 1e-14)
  }
}
