import Torch
import TorchOptimizers

/// A parameter with a drawn gradient, for tests of what an optimizer makes of it.
struct TrapParameter {
  let value: Parameter
  let gradient: Tensor
  let start: Tensor

  init(
    _ shape: [Int], _ role: Parameter.Role, mean: Double = 1, dtype: DType = .float64,
    seed: UInt64 = 1
  ) {
    let generator = Generator(seed: seed)
    start = .normal(shape, mean: 0.5, dtype: dtype, using: generator)
    gradient = .normal(shape, mean: mean, dtype: dtype, using: generator)
    value = Parameter(start, role)
    value.grad = gradient.clone()
  }

  var named: [Named<Parameter>] { [Named("w", value)] }

  /// What one step at the learning rate 1 subtracts.
  func update(_ chain: any GradientTransform...) -> Tensor {
    value.load(start)
    Optimizer([.init(named, learningRate: 1, chain)]).step()
    return withoutGrad { start - value }
  }
}
