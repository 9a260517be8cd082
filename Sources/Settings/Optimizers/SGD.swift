/// Stochastic gradient descent with momentum.
///
///     g ← Φ(∇L + λw)      m ← β·m + (1 − d)·g      w ← w − η·m
///
/// With centralization (`Φ`) on the gradient and the decay before it, the authors' `SGD_GC`, each
/// output unit's `1ᵀw` never changes. With the decay after it, `1ᵀw` decays. The update is linear in
/// the gradient, so with the decay before, both placements are the same optimizer.
public struct SGD: NamedOptimizer {
  /// The momentum; with the factor 0 for none.
  public var momentum: Momentum
  /// `λ`, from 0.
  public var weightDecay: Double
  /// Where and what is centralized; `nil` for none.
  public var centralization: Centralization?

  /// The optimizer with these settings.
  public init(
    momentum: Double = 0, form: Momentum.Form = .sum, dampening: Double = 0,
    nesterov: Bool = false, weightDecay: Double = 0, centralization: Centralization? = nil
  ) {
    self.momentum = Momentum(momentum, form: form, dampening: dampening, nesterov: nesterov)
    (self.weightDecay, self.centralization) = (weightDecay, centralization)
  }

  /// Among all optimizers.
  public var settings: OptimizerSettings { .sgd(self) }

  /// The numbers that the command begins with.
  static let usual = SGD(momentum: 0.9)
}

/// Stochastic gradient descent with momentum and decoupled decay.
///
///     g ← Φ(∇L)      m ← β·m + (1 − d)·g      w ← w − η·(m + λw)
///
/// With centralization on the gradient the decay is outside it, and `1ᵀw` decays by `1 − ηλ` in each
/// step. On the update with the decay before it, `w − η·Φ(m + λw)`, `1ᵀw` never changes. Source:
/// Loshchilov and Hutter, "Decoupled Weight Decay Regularization", ICLR 2019,
/// https://arxiv.org/abs/1711.05101, algorithm 1, with one learning rate for both terms.
public struct SGDW: NamedOptimizer {
  /// The momentum; with the factor 0 for none.
  public var momentum: Momentum
  /// `λ`, from 0.
  public var weightDecay: Double
  /// Where and what is centralized; `nil` for none.
  public var centralization: Centralization?

  /// The optimizer with these settings.
  public init(
    momentum: Double = 0, form: Momentum.Form = .sum, dampening: Double = 0,
    nesterov: Bool = false, weightDecay: Double = 0, centralization: Centralization? = nil
  ) {
    self.momentum = Momentum(momentum, form: form, dampening: dampening, nesterov: nesterov)
    (self.weightDecay, self.centralization) = (weightDecay, centralization)
  }

  /// Among all optimizers.
  public var settings: OptimizerSettings { .sgdw(self) }

  /// The numbers that the command begins with.
  static let usual = SGDW(momentum: 0.9)
}

extension SGD: ListedOptimizer {
  package static let facts = OptimizerFacts(
    .sgd, "stochastic gradient descent with momentum", decay: .coupled, learningRate: 0.1)
  package static let options: [OptionBinding<Self>] = Momentum.options(at: \.momentum)
}

extension SGDW: ListedOptimizer {
  package static let facts = OptimizerFacts(
    .sgdw, "the same, its decay apart from the momentum", decay: .decoupled, learningRate: 0.1)
  package static let options: [OptionBinding<Self>] = Momentum.options(at: \.momentum)
}
