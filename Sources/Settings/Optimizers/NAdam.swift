/// Adam with Nesterov's momentum, whose factor grows over time.
///
///     μₜ = β₁·(1 − ½·0.96^(t·ψ))        M ← M·μₜ
///     m ← β₁·m + (1 − β₁)·u            v ← β₂·v + (1 − β₂)·u²
///     u ← ((1 − μₜ)/(1 − M)·u + μₜ₊₁/(1 − M·μₜ₊₁)·m) / (√(v/(1 − β₂ᵗ)) + ε)
///
/// Source: Dozat, "Incorporating Nesterov Momentum into Adam", ICLR workshop 2016, with PyTorch's
/// schedule of `μ`.
public struct NAdamScaling: Hashable, Sendable {
  /// `β₁`, the factor of the mean, in [0, 1).
  public var beta1: Double
  /// `β₂`, the factor of the mean square, in [0, 1).
  public var beta2: Double
  /// `ε`, which keeps the divisor from zero, above 0.
  public var epsilon: Double
  /// `ψ`, how fast the momentum grows, from 0.
  public var momentumDecay: Double

  /// The averages' factors, each in [0, 1), what keeps the divisor from zero, above 0, and `ψ`, at
  /// least 0.
  public init(
    beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8, momentumDecay: Double = 4e-3
  ) {
    checkFractions(beta1: beta1, beta2: beta2)
    checkAboveZero(epsilon: epsilon)
    precondition(momentumDecay >= 0, "momentum decay: expected at least 0, found \(momentumDecay)")
    (self.beta1, self.beta2, self.epsilon) = (beta1, beta2, epsilon)
    self.momentumDecay = momentumDecay
  }
}

/// Adam with Nesterov's momentum and coupled decay, moments of `Φ(∇L + λw)`.
///
/// With centralization on the gradient `1ᵀw` still changes, because the division is not the same
/// for all inputs; on the update it does not. Source: see ``NAdamScaling``.
public struct NAdam: NamedOptimizer {
  /// `β₁`, `β₂`, `ε` and `ψ`.
  public var scaling: NAdamScaling
  /// `λ`, from 0.
  public var weightDecay: Double
  /// Where and what is centralized; `nil` for none.
  public var centralization: Centralization?

  /// The optimizer with these settings.
  public init(
    _ scaling: NAdamScaling = NAdamScaling(), weightDecay: Double = 0,
    centralization: Centralization? = nil
  ) {
    self.scaling = scaling
    (self.weightDecay, self.centralization) = (weightDecay, centralization)
  }

  /// Among all optimizers.
  public var settings: OptimizerSettings { .nadam(self) }
}

extension NAdam: ListedOptimizer {
  package static let facts = OptimizerFacts(
    .nadam, "Adam with Nesterov's momentum", decay: .coupled, learningRate: 0.001)
  package static let options: [OptionBinding<Self>] = [
    .init(.beta1, \.scaling.beta1), .init(.beta2, \.scaling.beta2),
    .init(.epsilon, \.scaling.epsilon), .init(.momentumDecay, \.scaling.momentumDecay),
  ]
}

extension OptionName {
  package static let momentumDecay = own(
    "momentum-decay", .number(.notNegative), "how fast the momentum grows to --beta1, at least 0.")
}
