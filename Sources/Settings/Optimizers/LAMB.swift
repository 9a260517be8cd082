/// Adam with decay, scaled to the length of each parameter: `w ← w − η·u·‖w‖/‖u‖`.
///
///     u = m̂/(√v̂ + ε) + λw        moments of Φ(∇L)
///
/// With centralization on the gradient `1ᵀw` changes. On the update it is the last that is done,
/// `w − η·Φ(u·‖w‖/‖u‖)`: `1ᵀw` stays, and the step is shorter than `η·‖w‖` by what was removed. The
/// decay is part of what is scaled, so it cannot come after the centralization of the update. Source:
/// see `TrustRatio`.
public struct LAMB: NamedOptimizer {
  /// `β₁`, `β₂`, `ε` and AMSGrad.
  public var scaling: AdamScaling
  /// `λ`, from 0.
  public var weightDecay: Double
  /// Where and what is centralized; `nil` for none.
  public var centralization: Centralization?

  /// The optimizer with these settings.
  public init(
    _ scaling: AdamScaling = AdamScaling(epsilon: 1e-6), weightDecay: Double = 0.01,
    centralization: Centralization? = nil
  ) {
    self.scaling = scaling
    (self.weightDecay, self.centralization) = (weightDecay, centralization)
  }

  /// Among all optimizers.
  public var settings: OptimizerSettings { .lamb(self) }
}

extension LAMB: ListedOptimizer {
  package static let facts = OptimizerFacts(
    .lamb, "Adam scaled to the length of each parameter, for large batches", decay: .scaled,
    learningRate: 0.001)
  package static let options: [OptionBinding<Self>] = [
    .init(.beta1, \.scaling.beta1), .init(.beta2, \.scaling.beta2),
    .init(.epsilon, \.scaling.epsilon),
  ]
}
