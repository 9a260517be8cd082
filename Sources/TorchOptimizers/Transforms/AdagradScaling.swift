public import Torch

/// Divides the updates by the root of the sum of their squares so far.
///
///     s ← s + u²
///     u ← u / (√s + ε)
///
/// Source: Duchi et al., "Adaptive Subgradient Methods", JMLR 2011,
/// https://jmlr.org/papers/v12/duchi11a.html.
public struct AdagradScaling: GradientTransform {
  /// `adagrad`; its memory is `adagrad.sum`.
  public var name: String { "adagrad" }
  /// The names after the dot.
  public var slots: [String] { ["sum"] }
  let epsilon: Double

  /// With `epsilon`, above 0, to keep the divisor from zero.
  public init(epsilon: Double = 1e-10) {
    precondition(epsilon > 0, "epsilon: expected above 0, found \(epsilon)")
    self.epsilon = epsilon
  }

  /// `u / (√s + ε)`.
  public func transform(_ updates: inout [Tensor], in context: TransformContext) {
    let sums = context.slot("sum")
    for i in updates.indices {
      sums[i].addProduct(updates[i], updates[i])
      updates[i] = updates[i] / (sums[i].sqrt() + epsilon)
    }
  }
}
