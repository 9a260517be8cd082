/// Rectified Adam with coupled decay, moments of `Φ(∇L + λw)`.
///
/// With centralization on the gradient `1ᵀw` stays in the first steps, which are not divided, and
/// changes afterwards; on the update it never does. Source: see ``RAdamScaling``.
public struct RAdam: OptimizerRecipe {
  /// The links.
  public let chain: [any GradientTransform]

  /// The chain for these settings.
  ///
  /// - Parameters:
  ///   - scaling: `β₁`, `β₂` and `ε`.
  ///   - weightDecay: `λ`, coupled.
  ///   - centralization: where and what; `nil` for none.
  public init(
    _ scaling: RAdamScaling = RAdamScaling(), weightDecay: Double = 0,
    centralization: Centralization? = nil
  ) {
    chain = Centralization.coupled(centralization, decay: weightDecay, [scaling])
  }
}
