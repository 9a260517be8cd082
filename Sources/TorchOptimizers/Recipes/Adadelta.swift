/// Adadelta with coupled decay: `w ← w − η·g·√(d + ε)/√(v + ε)` with `g = Φ(∇L + λw)`.
///
/// Its learning rate is 1 in the paper. With centralization on the gradient `1ᵀw` still changes,
/// because the factor is not the same for all inputs; on the update it does not. Source: see
/// ``AdadeltaScaling``.
public struct Adadelta: OptimizerRecipe {
  /// The links.
  public let chain: [any GradientTransform]

  /// The chain for these settings.
  ///
  /// - Parameters:
  ///   - scaling: `ρ` and `ε`.
  ///   - weightDecay: `λ`, coupled.
  ///   - centralization: where and what; `nil` for none.
  public init(
    _ scaling: AdadeltaScaling = AdadeltaScaling(), weightDecay: Double = 0,
    centralization: Centralization? = nil
  ) {
    chain = Centralization.coupled(centralization, decay: weightDecay, [scaling])
  }
}
