/// RMSprop with coupled decay: `w ← w − η·g/(√v + ε)` with `g = Φ(∇L + λw)`, or momentum on that.
///
/// With centralization on the gradient `1ᵀw` still changes, because the division is not the same
/// for all inputs; on the update it does not. Source: see ``RMSpropScaling``.
public struct RMSprop: OptimizerRecipe {
  /// The links.
  public let chain: [any GradientTransform]

  /// The chain for these settings.
  ///
  /// - Parameters:
  ///   - scaling: `α`, `ε`, and whether it is centered.
  ///   - momentum: `β` in [0, 1), of the divided gradients; 0 for none.
  ///   - weightDecay: `λ`, coupled.
  ///   - centralization: where and what; `nil` for none.
  public init(
    _ scaling: RMSpropScaling = RMSpropScaling(), momentum: Double = 0, weightDecay: Double = 0,
    centralization: Centralization? = nil
  ) {
    chain = Centralization.coupled(
      centralization, decay: weightDecay, [scaling] + Momentum(momentum).links)
  }
}
