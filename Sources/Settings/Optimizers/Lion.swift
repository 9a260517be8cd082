/// The sign of an average of the updates: every element of the step has the same size.
///
///     u ← sign(β₁·m + (1 − β₁)·u)
///     m ← β₂·m + (1 − β₂)·u           with the `u` from before
///
/// Source: Chen et al., "Symbolic Discovery of Optimization Algorithms", NeurIPS 2023,
/// https://arxiv.org/abs/2302.06675, algorithm 2.
public struct LionSign: Hashable, Sendable {
  /// `β₁`, the factor of the step's average, in [0, 1).
  public var beta1: Double
  /// `β₂`, the factor of the memory's, in [0, 1).
  public var beta2: Double

  /// The factors of the step's and of the memory's average, each in [0, 1).
  public init(beta1: Double = 0.9, beta2: Double = 0.99) {
    checkFractions(beta1: beta1, beta2: beta2)
    (self.beta1, self.beta2) = (beta1, beta2)
  }
}

/// Lion: `w ← w − η·(sign(β₁·m + (1 − β₁)·Φ(∇L)) + λw)`.
///
/// With centralization on the gradient `1ᵀw` still changes, because signs do not add up to zero. On
/// the update, `w − η·Φ(sign(…) + λw)`, it does not; the elements of the step are then no longer of one
/// size. Source: see ``LionSign``.
public struct Lion: NamedOptimizer {
  /// `β₁` and `β₂`.
  public var scaling: LionSign
  /// `λ`, from 0.
  public var weightDecay: Double
  /// Where and what is centralized; `nil` for none.
  public var centralization: Centralization?

  /// The optimizer with these settings.
  public init(
    _ scaling: LionSign = LionSign(), weightDecay: Double = 0, centralization: Centralization? = nil
  ) {
    self.scaling = scaling
    (self.weightDecay, self.centralization) = (weightDecay, centralization)
  }

  /// Among all optimizers.
  public var settings: OptimizerSettings { .lion(self) }
}

extension Lion: ListedOptimizer {
  package static let facts = OptimizerFacts(
    .lion, "the sign of a mean of gradients: steps of one size", decay: .decoupled,
    learningRate: 1e-4)
  package static let options: [OptionBinding<Self>] = [
    .init(.beta1, \.scaling.beta1), .init(.beta2, \.scaling.beta2),
  ]
}
