import Torch

private enum Ops {
  static let sgd = Operator("aten::_fused_sgd_")
  static let adam = Operator("aten::_fused_adam_")
  static let adamw = Operator("aten::_fused_adamw_")
  static let adagrad = Operator("aten::_fused_adagrad_")
  static let sign = Operator("aten::_foreach_sign_")
}

/// libtorch's own fused steps, without centralization: what ours are measured against.
struct LibtorchStep {
  let weights: [Tensor]
  let gradients: [Tensor]
  let learningRate: Double
  let weightDecay: Double

  func sgd(_ velocities: [Tensor], momentum: Double) {
    withoutGrad {
      Ops.sgd.mutate(
        TensorList(weights), TensorList(gradients), TensorList(velocities), weightDecay, momentum,
        learningRate, 0.0, false, false, false)
    }
  }

  /// Step counts for ``adam(_:_:_:isDecoupled:)`` and ``adagrad(_:_:)``, which do not count by themselves.
  func counts() -> [Tensor] { weights.map { _ in Tensor(Float(1)) } }

  func adam(
    _ means: [Tensor], _ squares: [Tensor], _ counts: [Tensor], isDecoupled: Bool = false
  ) {
    withoutGrad {
      (isDecoupled ? Ops.adamw : Ops.adam).mutate(
        TensorList(weights), TensorList(gradients), TensorList(means), TensorList(squares),
        TensorList([]), TensorList(counts), learningRate, 0.9, 0.999, weightDecay, 1e-8, false,
        false)
    }
  }

  /// Lion by operators on lists of tensors, with `scratch` for the step.
  func lion(_ means: [Tensor], scratch: [Tensor]) {
    withoutGrad {
      Foreach.copy(to: scratch, from: means)
      Foreach.multiply(scratch, by: 0.9)
      Foreach.add(scratch, gradients, alpha: 1 - 0.9)
      Ops.sign.mutate(TensorList(scratch))
      Foreach.multiply(weights, by: 1 - learningRate * weightDecay)
      Foreach.add(weights, scratch, alpha: -learningRate)
      Foreach.multiply(means, by: 0.99)
      Foreach.add(means, gradients, alpha: 1 - 0.99)
    }
  }

  func adagrad(_ sums: [Tensor], _ counts: [Tensor]) {
    withoutGrad {
      Ops.adagrad.mutate(
        TensorList(weights), TensorList(gradients), TensorList(sums), TensorList(counts),
        learningRate, 0.0, weightDecay, 1e-10, false)
    }
  }
}
