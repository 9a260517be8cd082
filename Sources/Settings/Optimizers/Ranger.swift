/// Rectified Adam with decoupled decay, followed by ``Lookahead``; with centralization it is Ranger.
///
///     w ← w − η·(step(Φ(∇L)) + λw)        every k steps: s ← s + α·(w − s), w ← s
///
/// With centralization on the gradient, as in the authors' Ranger, `1ᵀw` changes; on the update with
/// the decay before it, or without decay, it does not, as the slow weights keep what the weights keep.
/// Source: Wright and Demeure, "Ranger21", 2021, https://arxiv.org/abs/2106.13731, section 1, for
/// the combination; see ``RAdamScaling`` and ``Lookahead`` for the parts.
public struct Ranger: NamedOptimizer {
  /// `β₁`, `β₂` and `ε`.
  public var scaling: RAdamScaling
  /// The slow weights.
  public var lookahead: Lookahead
  /// `λ`, from 0.
  public var weightDecay: Double
  /// Where and what is centralized; `nil` for none.
  public var centralization: Centralization?

  /// The optimizer with these settings.
  public init(
    _ scaling: RAdamScaling = RAdamScaling(beta1: 0.95, epsilon: 1e-5),
    lookahead: Lookahead = Lookahead(steps: 6), weightDecay: Double = 0,
    centralization: Centralization? = Centralization()
  ) {
    (self.scaling, self.lookahead) = (scaling, lookahead)
    (self.weightDecay, self.centralization) = (weightDecay, centralization)
  }

  /// Among all optimizers.
  public var settings: OptimizerSettings { .ranger(self) }
}

extension Ranger: ListedOptimizer {
  package static let facts = OptimizerFacts(
    .ranger, "RAdam with slow weights (--lookahead)", decay: .decoupled, learningRate: 0.001)
  package static let options: [OptionBinding<Self>] = [
    .init(.beta1, \.scaling.beta1), .init(.beta2, \.scaling.beta2),
    .init(.epsilon, \.scaling.epsilon),
  ]
}
