private enum Ops { static let suppress = Operator("centralize::nms") }

extension Tensor {
  /// Which of these boxes `[N, 4]` stay when each leaves out those with lower scores that it overlaps.
  ///
  /// Non-maximum suppression: a box goes where its intersection over union with one that stays is above
  /// `threshold`. Of equal scores the first counts as higher. On other devices than the CPU the boxes are
  /// copied to the CPU, and the indices back.
  ///
  /// - Parameters:
  ///   - scores: `[N]`.
  ///   - classes: int64 `[N]`; boxes of different classes leave each other alone. All are of one class where it
  ///     is `nil`.
  ///   - threshold: in [0, 1].
  ///   - extent: what is added to x2 − x1 and y2 − y1 for a side: 1 where x2 and y2 name the last pixel.
  /// - Returns: the indices of those that stay, int64, from the highest score on.
  public func suppressed(
    scores: Tensor, classes: Tensor? = nil, threshold: Double, extent: Double = 0
  ) -> Tensor {
    withoutGrad {
      Ops.suppress(to(.cpu), scores.to(.cpu), classes?.to(.cpu), threshold, extent).to(device)
    }
  }

  /// The same by torchvision's rule, which up to 1,000 boxes does not compare classes: it moves the boxes of each
  /// class away from those of others, and rounding may then decide otherwise.
  public func suppressedAsTorchvision(
    scores: Tensor, classes: Tensor, threshold: Double
  ) -> Tensor {
    guard count > 0, count <= 4000 else {
      return suppressed(scores: scores, classes: classes, threshold: threshold)
    }
    let moved = withoutGrad {
      self + (classes.to(dtype) * (self.max() + 1)).reshaped([-1, 1])
    }
    return moved.suppressed(scores: scores, threshold: threshold)
  }
}
