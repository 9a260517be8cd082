private enum Ops {
  static let crossEntropy = Operator("aten::cross_entropy_loss")
  static let negativeLogLikelihood = Operator("aten::nll_loss_nd")
  static let binaryCrossEntropy = Operator("aten::binary_cross_entropy")
  static let binaryCrossEntropyWithLogits = Operator("aten::binary_cross_entropy_with_logits")
  static let klDivergence = Operator("aten::kl_div")
  static let meanAbsoluteError = Operator("aten::l1_loss")
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

  /// The negative log-likelihood of classes, int64 `[N]` in `0..<K`, whose logarithms of probabilities `[N, K]` these are:
  /// after ``logSoftmax(_:)``, ``crossEntropy(_:labelSmoothing:reduction:)``.
  public func negativeLogLikelihood(
    _ labels: Tensor, reduction: LossReduction = .mean
  ) -> Tensor {
    let classWeights: Tensor? = nil
    return Ops.negativeLogLikelihood(self, labels, classWeights, reduction.rawValue)
  }

  /// The squared difference from `target`, of the same shape.
  public func meanSquaredError(_ target: Tensor, reduction: LossReduction = .mean) -> Tensor {
    Ops.meanSquaredError(self, target, reduction.rawValue)
  }

  /// The absolute difference from `target`, of the same shape: PyTorch's L1 loss.
  public func meanAbsoluteError(_ target: Tensor, reduction: LossReduction = .mean) -> Tensor {
    Ops.meanAbsoluteError(self, target, reduction.rawValue)
  }

  /// The cross-entropy of these probabilities against probabilities `target` of the same shape and type.
  ///
  /// Logarithms below −100 count as −100. Of logits take ``binaryCrossEntropyWithLogits(_:reduction:)``.
  public func binaryCrossEntropy(_ target: Tensor, reduction: LossReduction = .mean) -> Tensor {
    let weights: Tensor? = nil
    return Ops.binaryCrossEntropy(self, target, weights, reduction.rawValue)
  }

  /// The cross-entropy of these logits against probabilities `target` of the same shape and type.
  public func binaryCrossEntropyWithLogits(
    _ target: Tensor, reduction: LossReduction = .mean
  ) -> Tensor {
    let weights: Tensor? = nil
    return Ops.binaryCrossEntropyWithLogits(self, target, weights, weights, reduction.rawValue)
  }

  /// `p · (log p − log q)` for probabilities `p`, the target, and the logarithms `log q` that these are.
  ///
  /// The mean is that over all elements, as in PyTorch. Kullback and Leibler's divergence of the records is their sum
  /// divided by the number of records.
  ///
  /// - Parameters:
  ///   - target: `p`, of the same shape.
  ///   - isLogarithm: whether the target holds logarithms too.
  ///   - reduction: how the elements become one number.
  /// - Returns: the divergence.
  public func klDivergence(
    _ target: Tensor, isLogarithm: Bool = false, reduction: LossReduction = .mean
  ) -> Tensor {
    Ops.klDivergence(self, target, reduction.rawValue, isLogarithm)
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
