private enum Ops {
  static let crossEntropy = Operator("aten::cross_entropy_loss")
  static let binaryCrossEntropy = Operator("aten::binary_cross_entropy_with_logits")
  static let smoothL1 = Operator("aten::smooth_l1_loss")
  static let meanSquaredError = Operator("aten::mse_loss")
}

/// How the losses of the records become one number.
public enum LossReduction: Int, Sendable {
  /// They stay one per record.
  case none = 0
  /// Their mean.
  case mean = 1
  /// Their sum.
  case sum = 2
}

extension Tensor {
  /// The cross-entropy of logits `[N, K]` against classes, int64 `[N]` in `0..<K`.
  ///
  /// With label smoothing `ε` the target is `1 − ε` on the class plus `ε/K` everywhere.
  public func crossEntropy(
    _ labels: Tensor, labelSmoothing: Double = 0, reduction: LossReduction = .mean
  ) -> Tensor {
    let classWeights: Tensor? = nil
    let ignoredClass = -100
    return Ops.crossEntropy(
      self, labels, classWeights, reduction.rawValue, ignoredClass, labelSmoothing)
  }

  /// The squared difference from `target`, of the same shape.
  public func meanSquaredError(_ target: Tensor, reduction: LossReduction = .mean) -> Tensor {
    Ops.meanSquaredError(self, target, reduction.rawValue)
  }

  /// The cross-entropy of these logits against probabilities `target` of the same shape and type.
  public func binaryCrossEntropy(_ target: Tensor, reduction: LossReduction = .mean) -> Tensor {
    let weights: Tensor? = nil
    return Ops.binaryCrossEntropy(self, target, weights, weights, reduction.rawValue)
  }

  /// `d² / 2β` where the difference `d` from `target` is below `β`, else `d − β/2`.
  ///
  /// Source: Girshick, "Fast R-CNN", ICCV 2015, equation 3, https://arxiv.org/abs/1504.08083, there with a β of 1.
  public func smoothL1(
    _ target: Tensor, beta: Double = 1, reduction: LossReduction = .mean
  ) -> Tensor {
    Ops.smoothL1(self, target, reduction.rawValue, beta)
  }
}
