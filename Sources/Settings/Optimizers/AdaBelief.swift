/// Divides an average of the updates by how far they stray from it.
///
///     m ← β₁·m + (1 − β₁)·u                    m̂ = m / (1 − β₁ᵗ)
///     s ← β₂·s + (1 − β₂)·(u − m)² + ε         ŝ = s / (1 − β₂ᵗ)
///     u ← m̂ / (√ŝ + ε)
///
/// Source: Zhuang et al., "AdaBelief Optimizer", NeurIPS 2020, https://arxiv.org/abs/2010.07468,
/// algorithm 2, without the rectification that the authors' code can add; its default `ε`.
public struct AdaBeliefScaling: Hashable, Sendable {
  /// `β₁`, the factor of the mean, in [0, 1).
  public var beta1: Double
  /// `β₂`, the factor of the deviation, in [0, 1).
  public var beta2: Double
  /// `ε`, which keeps the divisor from zero, above 0.
  public var epsilon: Double

  /// The averages' factors, each in [0, 1), and what keeps the divisor from zero, above 0.
  public init(beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-16) {
    checkFractions(beta1: beta1, beta2: beta2)
    checkAboveZero(epsilon: epsilon)
    (self.beta1, self.beta2, self.epsilon) = (beta1, beta2, epsilon)
  }
}

/// AdaBelief with coupled decay: `w ← w − η·m̂/(√ŝ + ε)`, moments of `Φ(∇L + λw)`.
///
/// With centralization on the gradient `1ᵀw` still changes, because the division is not the same
/// for all inputs; on the update it does not. Source: see ``AdaBeliefScaling``.
public struct AdaBelief: NamedOptimizer {
  /// `β₁`, `β₂` and `ε`.
  public var scaling: AdaBeliefScaling
  /// `λ`, from 0.
  public var weightDecay: Double
  /// Where and what is centralized; `nil` for none.
  public var centralization: Centralization?

  /// The optimizer with these settings.
  public init(
    _ scaling: AdaBeliefScaling = AdaBeliefScaling(), weightDecay: Double = 0,
    centralization: Centralization? = nil
  ) {
    self.scaling = scaling
    (self.weightDecay, self.centralization) = (weightDecay, centralization)
  }

  /// Among all optimizers.
  public var settings: OptimizerSettings { .adabelief(self) }
}

extension AdaBelief: ListedOptimizer {
  package static let facts = OptimizerFacts(
    .adabelief, "means of gradients over how far gradients stray from them", decay: .coupled,
    learningRate: 0.001)
  package static let options: [OptionBinding<Self>] = [
    .init(.beta1, \.scaling.beta1), .init(.beta2, \.scaling.beta2),
    .init(.epsilon, \.scaling.epsilon),
  ]
}
