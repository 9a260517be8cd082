/// Divides the updates by the root of the sum of their squares so far.
///
///     s ← s + u²
///     u ← u / (√s + ε)
///
/// Source: Duchi et al., "Adaptive Subgradient Methods", JMLR 2011,
/// https://jmlr.org/papers/v12/duchi11a.html.
public struct AdagradScaling: Hashable, Sendable {
  /// `ε`, which keeps the divisor from zero, above 0.
  public var epsilon: Double

  /// With `epsilon`, above 0, to keep the divisor from zero.
  public init(epsilon: Double = 1e-10) {
    checkAboveZero(epsilon: epsilon)
    self.epsilon = epsilon
  }
}

/// Adagrad with coupled decay: `w ← w − η·g/(√Σg² + ε)` with `g = Φ(∇L + λw)`.
///
/// With centralization on the gradient `1ᵀw` still changes, because the division is not the same
/// for all inputs; on the update it does not. There is no decay of the learning
/// rate but the schedule's. Source: see ``AdagradScaling``.
public struct Adagrad: NamedOptimizer {
  /// `ε`.
  public var scaling: AdagradScaling
  /// `λ`, from 0.
  public var weightDecay: Double
  /// Where and what is centralized; `nil` for none.
  public var centralization: Centralization?

  /// The optimizer with these settings.
  public init(
    _ scaling: AdagradScaling = AdagradScaling(), weightDecay: Double = 0,
    centralization: Centralization? = nil
  ) {
    self.scaling = scaling
    (self.weightDecay, self.centralization) = (weightDecay, centralization)
  }

  /// Among all optimizers.
  public var settings: OptimizerSettings { .adagrad(self) }
}

extension Adagrad: ListedOptimizer {
  package static let facts = OptimizerFacts(
    .adagrad, "gradients over the root of the sum of their squares", decay: .coupled,
    learningRate: 0.01)
  package static let options: [OptionBinding<Self>] = [.init(.epsilon, \.scaling.epsilon)]
}
