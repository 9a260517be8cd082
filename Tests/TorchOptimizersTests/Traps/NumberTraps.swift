import TestSupport
import Testing
import Torch
import TorchOptimizers

/// Numbers: traps 24, 25 and 27.
///
/// Trap 26 is tested where there are complex numbers.
@Suite struct NumberTraps {
  @Test(arguments: [DType.float16, .bfloat16])
  func trap24halfPrecisionIsCentralizedInFloat32(_ dtype: DType) {
    // The weights start at zero, so that they become the centralized gradient, rounded once.
    let weight = Parameter(Tensor.zeros([64, 300], dtype: dtype), .weight(.linear))
    let gradient = Tensor.normal([64, 300], mean: 8, using: Generator(seed: 1)).to(dtype)
    weight.grad = gradient.clone()
    Optimizer([Named("w", weight)], learningRate: 1, SGD(centralization: .init())).step()
    func mean(_ tensor: Tensor) -> Double {
      withoutGrad { tensor.to(.float64).mean([1]).abs().max().item }
    }
    let once = mean(gradient.to(.float32).centralized(over: .linear).to(dtype))
    #expect(mean(weight) <= once * 1.001)
    let naive = gradient - gradient.mean([1], keepDims: true)
    #expect(mean(weight) < mean(naive) / 5)
  }

  @Test(arguments: [Double.infinity, -.infinity, .nan])
  func trap25theParameterThatIsNotFiniteIsNamed(_ value: Double) {
    let parameters = SampleParameters()
    parameters.drawGradients(seed: 1)
    let optimizer = Optimizer(
      parameters.named, learningRate: 0.1, SGD(momentum: 0.9, centralization: .init()))
    #expect(throws: Never.self) { try optimizer.checkGradients() }
    parameters["conv2d"].grad?[1][2][0][1].fill(value)
    let error = #expect(throws: NonFiniteGradient.self) { try optimizer.checkGradients() }
    #expect(error?.parameter == "conv2d")
    #expect(error?.description.contains("conv2d") == true)
  }

  @Test func trap25aSparseOrHalfGradientIsCheckedToo() {
    for dtype in [DType.float16, .bfloat16, .float32] {
      let table = Parameter(Tensor.zeros([5, 3], dtype: dtype), .embedding)
      let optimizer = Optimizer([Named("table", table)], learningRate: 0.1)
      let gradient = Tensor.zeros([5, 3], dtype: dtype)
      gradient[2].fill(.nan)
      for grad in [gradient, gradient.toSparse()] {
        table.grad = grad
        let error = #expect(throws: NonFiniteGradient.self) { try optimizer.checkGradients() }
        #expect(error?.parameter == "table")
      }
    }
  }

  @Test(arguments: OracleRun.all.filter { $0.scope == .all }, [DType.float32, .float64])
  func trap27aSparseGradientIsTheDenseOne(_ run: OracleRun, _ dtype: DType) {
    let weights = [false, true].map { isSparse in
      let table = TrapParameter([6, 4], .weight(.linear), dtype: dtype)
      let rows = Tensor([0.0, 1, 0, 0, 1, 0], shape: [6, 1]).to(dtype)
      let gradient = table.gradient * rows
      table.value.grad = isSparse ? gradient.toSparse() : gradient
      let optimizer = Optimizer([run.optimizer.group(table.named, run.variant)])
      for _ in 0..<3 { optimizer.step() }
      #expect(table.value.grad?.isSparse == isSparse)
      return table.value.detached()
    }
    #expect(maxDifference(weights[1], weights[0]) < (dtype == .float64 ? 1e-15 : 1e-6))
  }
}
