private enum Ops {
  static let batchNorm = Operator("aten::batch_norm")
  static let groupNorm = Operator("aten::group_norm")
  static let layerNorm = Operator("aten::layer_norm")
  static let weightNorm = Operator("aten::_weight_norm")
  static let normExceptDim = Operator("aten::norm_except_dim")
}

extension Tensor {
  /// Batch norm of `[N, C, …]`: over all but the channels with the batch's own statistics, which
  /// then also move the running ones by `momentum`, or with the running ones.
  public func batchNorm(
    weight: Tensor?, bias: Tensor?, runningMean: Tensor?, runningVariance: Tensor?,
    usesBatchStatistics: Bool, momentum: Double, epsilon: Double
  ) -> Tensor {
    Ops.batchNorm(
      self, weight, bias, runningMean, runningVariance, usesBatchStatistics, momentum, epsilon,
      true)
  }

  /// Group norm of `[N, C, …]`: over each of `groups` groups of channels of each record.
  public func groupNorm(_ groups: Int, weight: Tensor?, bias: Tensor?, epsilon: Double) -> Tensor {
    Ops.groupNorm(self, groups, weight, bias, epsilon)
  }

  /// Layer norm over the last dimensions, which must be of `shape`.
  public func layerNorm(_ shape: [Int], weight: Tensor?, bias: Tensor?, epsilon: Double) -> Tensor {
    Ops.layerNorm(self, shape, weight, bias, epsilon)
  }

  /// Weight norm, `g · v / ‖v‖` for every entry of the first dimension of this direction `v`
  /// `[O, …]`, with a gain `g` `[O, 1, …]`.
  public func weightNorm(gain: Tensor) -> Tensor { Ops.weightNorm(self, gain, 0) }

  /// The Euclidean norm of every entry of the first dimension, `[O, …]` to `[O, 1, …]`.
  public func normsOfRows() -> Tensor { Ops.normExceptDim(self, 2, 0) }
}
