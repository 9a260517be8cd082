/// Adam with coupled decay (L2 regularization): `w ← w − η·m̂/(√v̂ + ε)`, moments of `Φ(∇L + λw)`.
///
/// With centralization on the gradient, the paper's algorithm 2, `1ᵀw` still changes, because the
/// division is not the same for all inputs; on the update it does not. Source: see ``AdamScaling``.
public struct Adam: NamedOptimizer {
  /// `β₁`, `β₂`, `ε` and AMSGrad.
  public var scaling: AdamScaling
  /// `λ`, from 0.
  public var weightDecay: Double
  /// Where and what is centralized; `nil` for none.
  public var centralization: Centralization?

  /// The optimizer with these settings.
  public init(
    _ scaling: AdamScaling = AdamScaling(), weightDecay: Double = 0,
    centralization: Centralization? = nil
  ) {
    self.scaling = scaling
    (self.weightDecay, self.centralization) = (weightDecay, centralization)
  }

  /// Among all optimizers.
  public var settings: OptimizerSettings { .adam(self) }
}

/// Adam with decoupled decay: `w ← w − η·(m̂/(√v̂ + ε) + λw)`, moments of `Φ(∇L)`.
///
/// With centralization on the gradient the decay is outside it. On the update it is
/// `w − η·Φ(m̂/(√v̂ + ε) + λw)`, which keeps `1ᵀw`, or with the decay after it
/// `w − η·(Φ(m̂/(√v̂ + ε)) + λw)`, which does not. Source: Loshchilov and Hutter, "Decoupled Weight
/// Decay Regularization", ICLR 2019, https://arxiv.org/abs/1711.05101, algorithm 2.
public struct AdamW: NamedOptimizer {
  /// `β₁`, `β₂`, `ε` and AMSGrad.
  public var scaling: AdamScaling
  /// `λ`, from 0.
  public var weightDecay: Double
  /// Where and what is centralized; `nil` for none.
  public var centralization: Centralization?

  /// The optimizer with these settings.
  public init(
    _ scaling: AdamScaling = AdamScaling(), weightDecay: Double = 0.01,
    centralization: Centralization? = nil
  ) {
    self.scaling = scaling
    (self.weightDecay, self.centralization) = (weightDecay, centralization)
  }

  /// Among all optimizers.
  public var settings: OptimizerSettings { .adamw(self) }
}

extension Adam: ListedOptimizer {
  package static let facts = OptimizerFacts(
    .adam, "means of gradients over roots of mean squares", decay: .coupled, learningRate: 0.001)
  package static let options: [OptionBinding<Self>] = AdamScaling.options(at: \.scaling)
}

extension AdamW: ListedOptimizer {
  package static let facts = OptimizerFacts(
    .adamw, "the same, its decay apart from the scaling", decay: .decoupled, learningRate: 0.001)
  package static let options: [OptionBinding<Self>] = AdamScaling.options(at: \.scaling)
}
