public import Torch

/// Divides the updates by the root of a moving average of their squares.
///
///     v ← α·v + (1 − α)·u²
///     u ← u / (√v + ε)
///
/// Centered, it divides by an estimate of the deviation instead, `√(v − m²) + ε`, with
/// `m ← α·m + (1 − α)·u`. A ``Momentum`` after it is RMSprop's momentum. Sources: Tieleman and
/// Hinton, "Lecture 6.5", Coursera 2012; Graves, https://arxiv.org/abs/1308.0850, for the centered
/// form. As in PyTorch, `ε` is added outside the root.
public struct RMSpropScaling: GradientTransform {
  /// `rmsprop`; its memory is `rmsprop.square` and, if centered, `rmsprop.mean`.
  public var name: String { "rmsprop" }
  /// The names after the dot.
  public var slots: [String] { isCentered ? ["square", "mean"] : ["square"] }
  let alpha: Double
  let epsilon: Double
  let isCentered: Bool

  /// The averages' factor `alpha` in [0, 1), and what keeps the divisor from zero, above 0.
  public init(alpha: Double = 0.99, epsilon: Double = 1e-8, centered: Bool = false) {
    checkFraction("alpha", alpha)
    checkAboveZero(epsilon: epsilon)
    (self.alpha, self.epsilon, isCentered) = (alpha, epsilon, centered)
  }

  /// `u / (√v + ε)`, or the centered form.
  public func transform(_ updates: inout [Tensor], in context: TransformContext) {
    let squares = context.slot("square")
    let means = isCentered ? context.slot("mean") : []
    for i in updates.indices {
      squares[i].averageSquare(updates[i], alpha)
      if isCentered { means[i].average(updates[i], alpha) }
      let variance = isCentered ? squares[i] - means[i] * means[i] : squares[i]
      updates[i] = updates[i] / (variance.sqrt() + epsilon)
    }
  }
}
