/// Adam with decay, scaled to the length of each parameter: `w ← w − η·u·‖w‖/‖u‖`.
///
///     u = m̂/(√v̂ + ε) + λw        moments of Φ(∇L)
///
/// With centralization on the gradient `1ᵀw` changes. On the update it is the last that is done,
/// `w − η·Φ(u·‖w‖/‖u‖)`: `1ᵀw` stays, and the step is shorter than `η·‖w‖` by what was removed. The
/// decay is part of what is scaled, so it cannot come after the centralization of the update. Source:
/// see ``TrustRatio``.
public struct LAMB: OptimizerRecipe {
  /// The links.
  public let chain: [any GradientTransform]

  /// The chain for these settings.
  ///
  /// - Parameters:
  ///   - scaling: `β₁`, `β₂`, `ε` and AMSGrad.
  ///   - weightDecay: `λ`, inside the scaled update.
  ///   - centralization: where and what; `nil` for none.
  public init(
    _ scaling: AdamScaling = AdamScaling(epsilon: 1e-6), weightDecay: Double = 0.01,
    centralization: Centralization? = nil
  ) {
    let decay: [any GradientTransform] = weightDecay != 0 ? [WeightDecay(weightDecay)] : []
    let step: [any GradientTransform] = [scaling] + decay + [TrustRatio()]
    precondition(
      centralization?.placement != .update || centralization?.decayOrder == .before,
      "LAMB's decay is part of the update and cannot come after it")
    chain = Centralization.decoupled(centralization, decay: 0, step)
  }
}
