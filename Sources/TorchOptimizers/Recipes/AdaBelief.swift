/// AdaBelief with coupled decay: `w ← w − η·m̂/(√ŝ + ε)`, moments of `Φ(∇L + λw)`.
///
/// With centralization on the gradient `1ᵀw` still changes, because the division is not the same
/// for all inputs; on the update it does not. Source: see ``AdaBeliefScaling``.
public struct AdaBelief: OptimizerRecipe {
  /// The links.
  public let chain: [any GradientTransform]

  /// The chain for these settings.
  ///
  /// - Parameters:
  ///   - scaling: `β₁`, `β₂` and `ε`.
  ///   - weightDecay: `λ`, coupled.
  ///   - centralization: where and what; `nil` for none.
  public init(
    _ scaling: AdaBeliefScaling = AdaBeliefScaling(), weightDecay: Double = 0,
    centralization: Centralization? = nil
  ) {
    chain = Centralization.coupled(centralization, decay: weightDecay, [scaling])
  }
}
