import TestSupport
import Testing
import Torch

@testable import TorchOptimizers

/// The fused kernels compute in float32 and round once.
@Suite struct FusedPrecisionTests {
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
