private enum Ops {
  static let batchNorm = Operator("aten::batch_norm")
  static let groupNorm = Operator("aten::group_norm")
  static let layerNorm = Operator("aten::layer_norm")
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
  public func groupNorm(
    _ groups: Int, weight: Tensor?, bias: Tensor?, epsilon: Double
  ) -> Tensor {
    Ops.groupNorm(self, groups, weight, bias, epsilon)
  }

  /// Layer norm over the last dimensions, which must be of `shape`.
  public func layerNorm(
    _ shape: [Int], weight: Tensor?, bias: Tensor?, epsilon: Double
  ) -> Tensor {
    Ops.layerNorm(self, shape, weight, bias, epsilon)
  }
}
