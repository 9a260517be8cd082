/// Adam with coupled decay (L2 regularization): `w ← w − η·m̂/(√v̂ + ε)`, moments of `Φ(∇L + λw)`.
///
/// With centralization on the gradient, the paper's algorithm 2, `1ᵀw` still changes, because the
/// division is not the same for all inputs; on the update it does not. Source: see ``AdamScaling``.
public struct Adam: OptimizerRecipe {
  /// The links.
  public let chain: [any GradientTransform]

  /// The chain for these settings.
  ///
  /// - Parameters:
  ///   - scaling: `β₁`, `β₂`, `ε` and AMSGrad.
  ///   - weightDecay: `λ`, coupled.
  ///   - centralization: where and what; `nil` for none.
  public init(
    _ scaling: AdamScaling = AdamScaling(), weightDecay: Double = 0,
    centralization: Centralization? = nil
  ) {
    chain = Centralization.coupled(centralization, decay: weightDecay, [scaling])
  }
}

/// Adam with decoupled decay: `w ← w − η·(m̂/(√v̂ + ε) + λw)`, moments of `Φ(∇L)`.
///
/// With centralization on the gradient the decay is outside it. On the update it is
/// `w − η·Φ(m̂/(√v̂ + ε) + λw)`, which keeps `1ᵀw`, or with the decay after it
/// `w − η·(Φ(m̂/(√v̂ + ε)) + λw)`, which does not. Source: Loshchilov and Hutter, "Decoupled Weight
/// Decay Regularization", ICLR 2019, https://arxiv.org/abs/1711.05101, algorithm 2.
public struct AdamW: OptimizerRecipe {
  /// The links.
  public let chain: [any GradientTransform]

  /// The chain for these settings.
  ///
  /// - Parameters:
  ///   - scaling: `β₁`, `β₂`, `ε` and AMSGrad.
  ///   - weightDecay: `λ`, decoupled.
  ///   - centralization: where and what; `nil` for none.
  public init(
    _ scaling: AdamScaling = AdamScaling(), weightDecay: Double = 0.01,
    centralization: Centralization? = nil
  ) {
    chain = Centralization.decoupled(centralization, decay: weightDecay, [scaling])
  }
}
