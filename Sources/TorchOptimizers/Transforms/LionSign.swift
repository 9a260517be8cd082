public import Torch

/// The sign of an average of the updates: every element of the step has the same size.
///
///     u ← sign(β₁·m + (1 − β₁)·u)
///     m ← β₂·m + (1 − β₂)·u           with the `u` from before
///
/// Source: Chen et al., "Symbolic Discovery of Optimization Algorithms", NeurIPS 2023,
/// https://arxiv.org/abs/2302.06675, algorithm 2.
public struct LionSign: GradientTransform {
  /// `lion`; its memory is `lion.mean`.
  public var name: String { "lion" }
  /// The names after the dot.
  public var slots: [String] { ["mean"] }
  let beta1: Double
  let beta2: Double

  /// The factors of the step's and of the memory's average, each in [0, 1).
  public init(beta1: Double = 0.9, beta2: Double = 0.99) {
    checkFractions(beta1: beta1, beta2: beta2)
    (self.beta1, self.beta2) = (beta1, beta2)
  }

  /// −1, 0 or 1.
  public func transform(_ updates: inout [Tensor], in context: TransformContext) {
    let means = context.slot("mean")
    for i in updates.indices {
      let direction = (means[i] * beta1).adding(updates[i], alpha: 1 - beta1).sign()
      means[i].average(updates[i], beta2)
      updates[i] = direction
    }
  }
}
