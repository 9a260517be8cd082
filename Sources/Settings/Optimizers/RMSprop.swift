/// Divides the updates by the root of a moving average of their squares.
///
///     v ← α·v + (1 − α)·u²
///     u ← u / (√v + ε)
///
/// Centered, it divides by an estimate of the deviation instead, `√(v − m²) + ε`, with
/// `m ← α·m + (1 − α)·u`. A ``Momentum`` after it is RMSprop's momentum. Sources: Tieleman and
/// Hinton, "Lecture 6.5", Coursera 2012; Graves, https://arxiv.org/abs/1308.0850, for the centered
/// form. As in PyTorch, `ε` is added outside the root.
public struct RMSpropScaling: Hashable, Sendable {
  /// `α`, the factor of the averages, in [0, 1).
  public var alpha: Double
  /// `ε`, which keeps the divisor from zero, above 0.
  public var epsilon: Double
  /// Whether the divisor is an estimate of the deviation.
  public var isCentered: Bool

  /// The averages' factor `alpha` in [0, 1), and what keeps the divisor from zero, above 0.
  public init(alpha: Double = 0.99, epsilon: Double = 1e-8, centered: Bool = false) {
    checkFraction("alpha", alpha)
    checkAboveZero(epsilon: epsilon)
    (self.alpha, self.epsilon, isCentered) = (alpha, epsilon, centered)
  }
}

/// RMSprop with coupled decay: `w ← w − η·g/(√v + ε)` with `g = Φ(∇L + λw)`, or momentum on that.
///
/// With centralization on the gradient `1ᵀw` still changes, because the division is not the same
/// for all inputs; on the update it does not. Source: see ``RMSpropScaling``.
public struct RMSprop: NamedOptimizer {
  /// `α`, `ε`, and whether it is centered.
  public var scaling: RMSpropScaling
  /// Of the divided gradients; with the factor 0 for none.
  public var momentum: Momentum
  /// `λ`, from 0.
  public var weightDecay: Double
  /// Where and what is centralized; `nil` for none.
  public var centralization: Centralization?

  /// The optimizer with these settings.
  public init(
    _ scaling: RMSpropScaling = RMSpropScaling(), momentum: Double = 0, weightDecay: Double = 0,
    centralization: Centralization? = nil
  ) {
    (self.scaling, self.momentum) = (scaling, Momentum(momentum))
    (self.weightDecay, self.centralization) = (weightDecay, centralization)
  }

  /// Among all optimizers.
  public var settings: OptimizerSettings { .rmsprop(self) }
}

extension RMSprop: ListedOptimizer {
  package static let facts = OptimizerFacts(
    .rmsprop, "gradients over the root of their mean square", decay: .coupled, learningRate: 0.01)
  package static let options: [OptionBinding<Self>] = [
    .init(.momentum, \.momentum.decay), .init(.epsilon, \.scaling.epsilon),
    .init(.alpha, \.scaling.alpha), .init(.centered, \.scaling.isCentered),
  ]
}

extension OptionName {
  package static let alpha = own(
    "alpha", .number(.fraction), "the decay of the mean square, in [0, 1).")
  package static let centered = own(
    "centered", .invertibleFlag, valueName: nil,
    "divide by the deviation of gradients and not by the root of their mean square.")
}
