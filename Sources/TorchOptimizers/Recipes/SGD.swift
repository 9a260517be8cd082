/// Stochastic gradient descent with momentum.
///
///     g ← Φ(∇L + λw)      m ← β·m + (1 − d)·g      w ← w − η·m
///
/// With centralization (`Φ`) on the gradient and the decay before it, the authors' `SGD_GC`, each
/// output unit's `1ᵀw` never changes. With the decay after it, `1ᵀw` decays. The update is linear in
/// the gradient, so with the decay before, both placements are the same optimizer.
public struct SGD: OptimizerRecipe {
  /// The links.
  public let chain: [any GradientTransform]

  /// The chain for these settings.
  ///
  /// - Parameters:
  ///   - momentum: `β` in [0, 1); 0 for none.
  ///   - form: a sum as in PyTorch, with its dampening `d`, or the average of the paper.
  ///   - nesterov: look ahead along the momentum.
  ///   - weightDecay: `λ`, coupled.
  ///   - centralization: where and what; `nil` for none.
  public init(
    momentum: Double = 0, form: Momentum.Form = .sum, nesterov: Bool = false,
    weightDecay: Double = 0, centralization: Centralization? = nil
  ) {
    chain = Centralization.coupled(
      centralization, decay: weightDecay,
      momentum != 0 ? [Momentum(momentum, form: form, nesterov: nesterov)] : [])
  }
}
