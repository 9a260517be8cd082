/// Adam that divides only once its second moment can be trusted.
///
///     ρ∞ = 2/(1 − β₂) − 1        ρₜ = ρ∞ − 2t·β₂ᵗ/(1 − β₂ᵗ)
///     u ← m̂                                     while ρₜ ≤ 5
///     u ← r·m̂·√(1 − β₂ᵗ) / (√v + ε)              afterwards
///     r² = (ρₜ − 4)(ρₜ − 2)ρ∞ / ((ρ∞ − 4)(ρ∞ − 2)ρₜ)
///
/// `m̂` and `v` are those of ``AdamScaling``. The first steps are steps along `m̂` itself: the update is
/// a tensor of its own, never the memory of `m`. Source: Liu et al., "On the Variance of the Adaptive
/// Learning Rate and Beyond", ICLR 2020, https://arxiv.org/abs/1908.03265, algorithm 2, with the
/// threshold 5 of the authors' code and of PyTorch.
public struct RAdamScaling: Hashable, Sendable {
  /// `β₁`, the factor of the mean, in [0, 1).
  public var beta1: Double
  /// `β₂`, the factor of the mean square, in [0, 1).
  public var beta2: Double
  /// `ε`, which keeps the divisor from zero, above 0.
  public var epsilon: Double

  /// The averages' factors, each in [0, 1), and what keeps the divisor from zero, above 0.
  public init(beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8) {
    checkFractions(beta1: beta1, beta2: beta2)
    checkAboveZero(epsilon: epsilon)
    (self.beta1, self.beta2, self.epsilon) = (beta1, beta2, epsilon)
  }
}

/// Rectified Adam with coupled decay, moments of `Φ(∇L + λw)`.
///
/// With centralization on the gradient `1ᵀw` stays in the first steps, which are not divided, and
/// changes afterwards; on the update it never does. Source: see ``RAdamScaling``.
public struct RAdam: NamedOptimizer {
  /// `β₁`, `β₂` and `ε`.
  public var scaling: RAdamScaling
  /// `λ`, from 0.
  public var weightDecay: Double
  /// Where and what is centralized; `nil` for none.
  public var centralization: Centralization?

  /// The optimizer with these settings.
  public init(
    _ scaling: RAdamScaling = RAdamScaling(), weightDecay: Double = 0,
    centralization: Centralization? = nil
  ) {
    self.scaling = scaling
    (self.weightDecay, self.centralization) = (weightDecay, centralization)
  }

  /// Among all optimizers.
  public var settings: OptimizerSettings { .radam(self) }
}

extension RAdam: ListedOptimizer {
  package static let facts = OptimizerFacts(
    .radam, "Adam that divides only once its mean square can be trusted", decay: .coupled,
    learningRate: 0.001)
  package static let options: [OptionBinding<Self>] = [
    .init(.beta1, \.scaling.beta1), .init(.beta2, \.scaling.beta2),
    .init(.epsilon, \.scaling.epsilon),
  ]
}
