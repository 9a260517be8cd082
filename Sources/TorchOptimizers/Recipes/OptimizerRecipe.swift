/// A ready-made chain under the name that the field knows it by.
public protocol OptimizerRecipe: Sendable {
  /// The links.
  var chain: [any GradientTransform] { get }
}

/// Where a ready-made chain centralizes, and what.
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

  /// By default all weights, on the gradient, after the decay.
  public init(
    _ scope: GradientCentralization.Scope = .all, placement: Placement = .gradient,
    decayOrder: DecayOrder = .before
  ) {
    (self.scope, self.placement, self.decayOrder) = (scope, placement, decayOrder)
  }
}

extension Centralization {
  /// A chain whose decay is part of the gradient (L2 regularization).
  ///
  /// On the update such a decay has always been centralized: `decayOrder` must then be `before`.
  static func coupled(
    _ centralization: Centralization?, decay: Double, _ scaling: [any GradientTransform]
  ) -> [any GradientTransform] {
    let decay: [any GradientTransform] = decay != 0 ? [WeightDecay(decay)] : []
    guard let centralization else { return decay + scaling }
    let link = [GradientCentralization(centralization.scope)]
    switch (centralization.placement, centralization.decayOrder) {
    case (.gradient, .before): return decay + link + scaling
    case (.gradient, .after): return link + decay + scaling
    case (.update, .before): return decay + scaling + link
    case (.update, .after):
      preconditionFailure("a coupled decay is part of the update and cannot come after it")
    }
  }

  /// A chain whose decay is decoupled from the gradient.
  ///
  /// On the gradient such a decay is never centralized: `decayOrder` makes no difference there.
  static func decoupled(
    _ centralization: Centralization?, decay: Double, _ scaling: [any GradientTransform]
  ) -> [any GradientTransform] {
    let decay: [any GradientTransform] = decay != 0 ? [WeightDecay(decay)] : []
    guard let centralization else { return scaling + decay }
    let link = [GradientCentralization(centralization.scope)]
    switch (centralization.placement, centralization.decayOrder) {
    case (.gradient, _): return link + scaling + decay
    case (.update, .before): return scaling + decay + link
    case (.update, .after): return scaling + link + decay
    }
  }
}
