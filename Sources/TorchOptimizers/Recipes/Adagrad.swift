/// Adagrad with coupled decay: `w ← w − η·g/(√Σg² + ε)` with `g = Φ(∇L + λw)`.
///
/// With centralization on the gradient `1ᵀw` still changes, because the division is not the same
/// for all inputs; on the update it does not. There is no decay of the learning
/// rate but the schedule's. Source: see ``AdagradScaling``.
public struct Adagrad: OptimizerRecipe {
  /// The links.
  public let chain: [any GradientTransform]

  /// The chain for these settings.
  ///
  /// - Parameters:
  ///   - scaling: `ε`.
  ///   - weightDecay: `λ`, coupled.
  ///   - centralization: where and what; `nil` for none.
  public init(
    _ scaling: AdagradScaling = AdagradScaling(), weightDecay: Double = 0,
    centralization: Centralization? = nil
  ) {
    chain = Centralization.coupled(centralization, decay: weightDecay, [scaling])
  }
}
