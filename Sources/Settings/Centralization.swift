/// Where a ready-made chain centralizes, what, and how much.
///
/// The same settings mean the same in every ``NamedOptimizer``. `η` is the learning rate, `λ` the decay,
/// and `step` what the optimizer makes of a gradient:
///
/// | placement | decay | coupled | decoupled |
/// |---|---|---|---|
/// | gradient | before | `η·step(Φ(∇L + λw))` | `η·(step(Φ(∇L)) + λw)` |
/// | gradient | after | `η·step(Φ(∇L) + λw)` | the same |
/// | update | before | `η·Φ(step(∇L + λw))` | `η·Φ(step(∇L) + λw)` |
/// | update | after | does not exist | `η·(Φ(step(∇L)) + λw)` |
///
/// `1ᵀw` of every centralized unit stays what it was with the update and the decay before, or without
/// decay; and where `step` is linear, as in ``SGD``, with the gradient and a coupled decay before. It
/// does not stay in any other case.
public struct Centralization: Hashable, Sendable {
  /// Which parameters gradient centralization acts on.
  public enum Scope: String, CaseIterable, Codable, Hashable, Sendable {
    /// None: ordinary training.
    case none
    /// Every weight of a layer whose output units sum over inputs: the authors' `GC`.
    case all
    /// The weights of convolutions of any rank only: the authors' `GCC`.
    case convolutions

    /// One line for people who choose a scope.
    public var summary: String {
      switch self {
      case .none: "no centralization"
      case .all: "every weight whose output units sum over inputs"
      case .convolutions: "the weights of convolutions only"
      }
    }
  }

  /// Where in the optimizer the operator `Φ` of gradient centralization stands.
  public enum Placement: String, CaseIterable, Codable, Hashable, Sendable {
    /// On the gradient, before momentum and scaling: `GC` in the authors' code.
    case gradient
    /// On the final update, after momentum and scaling: `gc_loc=False` in the authors' code.
    case update

    /// One line for people who choose a placement.
    public var summary: String {
      switch self {
      case .gradient: "on the gradient, before momentum and scaling"
      case .update: "on the final update, after momentum and scaling"
      }
    }
  }

  /// Whether weight decay is added before or after centralization.
  public enum DecayOrder: String, CaseIterable, Codable, Hashable, Sendable {
    /// Decay first, the authors' order: `Φ(g + λw)`. The sum of each output unit's weights stays as it
    /// was.
    case before
    /// Decay last: `Φ(g) + λw`. The sum of each output unit's weights decays.
    case after

    /// One line for people who choose an order.
    public var summary: String {
      switch self {
      case .before: "the decay is centralized too: Φ(g + λw)"
      case .after: "the decay is added to what was centralized: Φ(g) + λw"
      }
    }
  }

  /// Which weights.
  public var scope: Scope
  /// The gradient or the update.
  public var placement: Placement
  /// Whether the decay comes first.
  public var decayOrder: DecayOrder
  /// The fewest inputs per output unit for which the mean is removed, at least 2: with one input
  /// nothing would be left.
  public var minimumFanIn: Int
  /// The share of the mean that is removed, in [0, 1].
  public var strength: Double

  /// By default all weights, on the gradient, after the decay, and the whole mean.
  public init(
    _ scope: Scope = .all, placement: Placement = .gradient, decayOrder: DecayOrder = .before,
    minimumFanIn: Int = 2, strength: Double = 1
  ) {
    (self.scope, self.placement, self.decayOrder) = (scope, placement, decayOrder)
    (self.minimumFanIn, self.strength) = (minimumFanIn, strength)
  }
}
