/// Gives the updates the units of the weights, from the sizes of the updates made so far.
///
///     v ← ρ·v + (1 − ρ)·u²
///     u ← u · √(d + ε) / √(v + ε)
///     d ← ρ·d + (1 − ρ)·u²
///
/// Source: Zeiler, "ADADELTA", 2012, https://arxiv.org/abs/1212.5701, algorithm 1.
public struct AdadeltaScaling: Hashable, Sendable {
  /// `ρ`, the factor of the averages, in [0, 1).
  public var rho: Double
  /// `ε`, which keeps the roots from zero, above 0.
  public var epsilon: Double

  /// The averages' factor `rho` in [0, 1), and what keeps the roots from zero, above 0.
  public init(rho: Double = 0.9, epsilon: Double = 1e-6) {
    checkFraction("rho", rho)
    checkAboveZero(epsilon: epsilon)
    (self.rho, self.epsilon) = (rho, epsilon)
  }
}

/// Adadelta with coupled decay: `w ← w − η·g·√(d + ε)/√(v + ε)` with `g = Φ(∇L + λw)`.
///
/// Its learning rate is 1 in the paper. With centralization on the gradient `1ᵀw` still changes,
/// because the factor is not the same for all inputs; on the update it does not. Source: see
/// ``AdadeltaScaling``.
public struct Adadelta: NamedOptimizer {
  /// `ρ` and `ε`.
  public var scaling: AdadeltaScaling
  /// `λ`, from 0.
  public var weightDecay: Double
  /// Where and what is centralized; `nil` for none.
  public var centralization: Centralization?

  /// The optimizer with these settings.
  public init(
    _ scaling: AdadeltaScaling = AdadeltaScaling(), weightDecay: Double = 0,
    centralization: Centralization? = nil
  ) {
    self.scaling = scaling
    (self.weightDecay, self.centralization) = (weightDecay, centralization)
  }

  /// Among all optimizers.
  public var settings: OptimizerSettings { .adadelta(self) }
}

extension Adadelta: ListedOptimizer {
  package static let facts = OptimizerFacts(
    .adadelta, "RMSprop in the units of the weights", decay: .coupled, learningRate: 1)
  package static let options: [OptionBinding<Self>] = [
    .init(.epsilon, \.scaling.epsilon), .init(.rho, \.scaling.rho),
  ]
}

extension OptionName {
  package static let rho = own(
    "rho", .number(.fraction), "the decay of the mean squares, in [0, 1).")
}
