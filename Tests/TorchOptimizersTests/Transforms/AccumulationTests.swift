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

/// The same algebra, of every named optimizer.
@Suite struct LossScalingTests {
  static let runs = OracleRun.all.filter { $0.scope == .all }

  /// Gradients of a scaled loss, scaled back by a power of two, are the gradients, bit for bit.
  @Test(arguments: runs, [DType.float32, .float64])
  func scalingTheLossAndBackIsNothing(_ run: OracleRun, _ dtype: DType) {
    let weights = [1.0, 1024].map { scale in
      train(run, dtype) { weight, loss in
        (loss * scale).backward()
        if let gradient = weight.grad { gradient *= 1 / scale }
      }
    }
    #expect(isBitIdentical(weights[0], weights[1]))
  }

  /// Two halves of a loss, one after the other, are the loss.
  @Test(arguments: runs)
  func accumulatingIsAdding(_ run: OracleRun) {
    let whole = train(run, .float64) { _, loss in loss.backward() }
    let halves = train(run, .float64) { _, loss in
      (loss * 0.25).backward(retainGraph: true)
      (loss * 0.75).backward()
    }
    #expect(maxDifference(halves, whole) < 1e-11)
  }

  /// A weight after three steps on a loss that is linear in it, as `backward` makes its gradient.
  private func train(
    _ run: OracleRun, _ dtype: DType, backward: (Parameter, Tensor) -> Void
  ) -> Tensor {
    let weight = Parameter(
      .normal([5, 7], dtype: dtype, using: Generator(seed: 3)), .weight(.linear))
    let optimizer = Optimizer([run.optimizer.group([Named("w", weight)], run.variant)])
    for seed in 1...3 {
      let factor = Tensor.normal(
        [5, 7], mean: 1, dtype: dtype, using: Generator(seed: UInt64(seed)))
      optimizer.zeroGrad()
      backward(weight, (weight * factor).sum())
      optimizer.step()
    }
    return weight.detached()
  }
}
