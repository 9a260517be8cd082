/// Lion: `w ← w − η·(sign(β₁·m + (1 − β₁)·Φ(∇L)) + λw)`.
///
/// With centralization on the gradient `1ᵀw` still changes, because signs do not add up to zero. On
/// the update, `w − η·Φ(sign(…) + λw)`, it does not; the elements of the step are then no longer of one
/// size. Source: see ``LionSign``.
public struct Lion: OptimizerRecipe {
  /// The links.
  public let chain: [any GradientTransform]

  /// The chain for these settings.
  ///
  /// - Parameters:
  ///   - scaling: `β₁` and `β₂`.
  ///   - weightDecay: `λ`, decoupled.
  ///   - centralization: where and what; `nil` for none.
  public init(
    _ scaling: LionSign = LionSign(), weightDecay: Double = 0,
    centralization: Centralization? = nil
  ) {
    chain = Centralization.decoupled(centralization, decay: weightDecay, [scaling])
  }
}
