/// Steps whose singular values are all about 1, of weights that are matrices; of all else Adam's.
///
///     m ← β·m + (1 − β)·u            v = (1 − β)·u + β·m with Nesterov's form, else m
///     X = v/max(‖v‖, 1e-7)           five times: X ← aX + (bA + cA²)X with A = XXᵀ
///     u ← 0.2·√(max(R, C))·X         (a, b, c) = (3.4445, −4.7750, 2.0315)
///
/// A weight whose output units lie along its first dimension is a matrix `[R, C]` of units and their inputs, where both
/// are 2 or more. Everything else, such as biases, gains, embeddings and weights of transposed convolutions, takes Adam's
/// step. The factor gives a step the size of Adam's, so that one learning rate serves all.
///
/// `X` is a polynomial in `XXᵀ` times the `X` before it. So where each row of `v` sums to zero, or any other combination
/// of its columns is zero, that of `u` is too: the mean that centralization has removed stays away.
///
/// The products are made in float32, or in float64 for weights in that; PyTorch's are in bfloat16. Sources: Jordan et al.,
/// "Muon: An optimizer for hidden layers in neural networks", 2024, https://kellerjordan.github.io/posts/muon/; Liu et al.,
/// "Muon is Scalable for LLM Training", 2025, https://arxiv.org/abs/2502.16982, section 2.2, for the factor.
public struct MuonScaling: Hashable, Sendable {
  /// `β`, in [0, 1).
  public var momentum: Double
  /// Whether the momentum is Nesterov's.
  public var isNesterov: Bool
  /// How often the polynomial is applied, from 1.
  public var iterations: Int
  /// The step of what is no matrix.
  public var adam: AdamScaling

  /// Orthogonalized steps after `iterations` of the polynomial.
  public init(
    momentum: Double = 0.95, nesterov: Bool = true, iterations: Int = 5,
    adam: AdamScaling = AdamScaling()
  ) {
    checkFraction("momentum", momentum)
    precondition(iterations >= 1, "iterations: expected at least 1, found \(iterations)")
    (self.momentum, isNesterov, self.iterations) = (momentum, nesterov, iterations)
    self.adam = adam
  }
}

/// Muon with decoupled decay: `w ← w − η·(step(Φ(∇L)) + λw)`, and AdamW for what is no matrix.
///
/// With centralization on the gradient the step of a matrix has mean zero too, and `1ᵀw` changes by the decay alone; Adam's
/// has not. On the update, `w − η·Φ(step(∇L) + λw)`, `1ᵀw` stays, and the singular values are those that centralization
/// leaves. Source: see ``MuonScaling``.
public struct Muon: NamedOptimizer {
  /// The momentum, and the step.
  public var scaling: MuonScaling
  /// `λ`, from 0.
  public var weightDecay: Double
  /// Where and what is centralized; `nil` for none.
  public var centralization: Centralization?
  /// The beginnings of the names of parameters that take Adam's step whatever they are: those of the last layer.
  ///
  /// For `Optimizer.Group.byScope` and what calls it; a chain knows no names.
  public var heads: [String] = []

  /// The optimizer with these settings.
  public init(
    _ scaling: MuonScaling = MuonScaling(), weightDecay: Double = 0.01,
    centralization: Centralization? = nil, heads: [String] = []
  ) {
    (self.scaling, self.heads) = (scaling, heads)
    (self.weightDecay, self.centralization) = (weightDecay, centralization)
  }

  /// Among all optimizers.
  public var settings: OptimizerSettings { .muon(self) }
}

extension Muon: ListedOptimizer {
  package static let facts = OptimizerFacts(
    .muon, "steps whose singular values are 1 for matrices, else adamw", decay: .decoupled,
    learningRate: 0.001)
  package static let options: [OptionBinding<Self>] = [
    .init(.momentum, \.scaling.momentum), .init(.nesterov, \.scaling.isNesterov),
    .init(.beta1, \.scaling.adam.beta1), .init(.beta2, \.scaling.adam.beta2),
    .init(.epsilon, \.scaling.adam.epsilon),
  ]
}
