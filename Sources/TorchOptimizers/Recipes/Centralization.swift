/// Where a ready-made chain centralizes, what, and how much.
///
/// The same settings mean the same in every recipe. `η` is the learning rate, `λ` the decay, and
/// `step` what the recipe makes of a gradient:
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
  /// What is centralized: the gradient, or the finished update.
  public enum Placement: String, Hashable, Sendable {
    /// Before moments are taken of it: `GC` in the authors' code.
    case gradient
    /// After all else: `gc_loc=False` in the authors' code.
    case update
  }

  /// Whether weight decay is centralized too.
  public enum DecayOrder: String, Hashable, Sendable {
    /// Decay comes first and is centralized: the authors' order.
    case before
    /// Decay comes after and keeps its mean.
    case after
  }

  /// Which weights.
  public var scope: GradientCentralization.Scope
  /// The gradient or the update.
  public var placement: Placement
  /// Whether the decay comes first.
  public var decayOrder: DecayOrder
  /// The fewest inputs per output unit for which the mean is removed, at least 2.
  public var minimumFanIn: Int
  /// The share of the mean that is removed, in [0, 1].
  public var strength: Double

  /// By default all weights, on the gradient, after the decay, and the whole mean.
  public init(
    _ scope: GradientCentralization.Scope = .all, placement: Placement = .gradient,
    decayOrder: DecayOrder = .before, minimumFanIn: Int = 2, strength: Double = 1
  ) {
    (self.scope, self.placement, self.decayOrder) = (scope, placement, decayOrder)
    (self.minimumFanIn, self.strength) = (minimumFanIn, strength)
  }

  /// The link that these settings describe.
  public var link: GradientCentralization {
    GradientCentralization(scope, minimumFanIn: minimumFanIn, strength: strength)
  }
}

extension Centralization {
  /// A chain whose decay is part of the gradient (L2 regularization).
  ///
  /// On the update such a decay has always been centralized: `decayOrder` must then be `before`.
  static func coupled(
    _ centralization: Centralization?, decay: Double, _ step: [any GradientTransform]
  ) -> [any GradientTransform] {
    let decay = links(decay)
    guard let centralization else { return decay + step }
    switch (centralization.placement, centralization.decayOrder) {
    case (.gradient, .before): return decay + [centralization.link] + step
    case (.gradient, .after): return [centralization.link] + decay + step
    case (.update, .before): return decay + step + [centralization.link]
    case (.update, .after):
      preconditionFailure("a coupled decay is part of the update and cannot come after it")
    }
  }

  /// A chain whose decay is decoupled from the gradient.
  ///
  /// On the gradient such a decay is never centralized: `decayOrder` makes no difference there.
  static func decoupled(
    _ centralization: Centralization?, decay: Double, _ step: [any GradientTransform]
  ) -> [any GradientTransform] {
    let decay = links(decay)
    guard let centralization else { return step + decay }
    switch (centralization.placement, centralization.decayOrder) {
    case (.gradient, _): return [centralization.link] + step + decay
    case (.update, .before): return step + decay + [centralization.link]
    case (.update, .after): return step + [centralization.link] + decay
    }
  }

  private static func links(_ decay: Double) -> [any GradientTransform] {
    decay != 0 ? [WeightDecay(decay)] : []
  }
}
