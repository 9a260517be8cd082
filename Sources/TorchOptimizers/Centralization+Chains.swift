extension Centralization {
  /// The link that these settings describe.
  public var link: GradientCentralization {
    GradientCentralization(scope, minimumFanIn: minimumFanIn, strength: strength)
  }

  /// A chain whose decay is part of the gradient (L2 regularization).
  ///
  /// On the update such a decay has always been centralized: `decayOrder` must then be `before`.
  static func coupled(
    _ centralization: Centralization?, decay: Double, _ step: [any GradientTransform]
  ) -> [any GradientTransform] {
    let decay = links(decay)
    guard let centralization, centralization.scope != .none else { return decay + step }
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
    guard let centralization, centralization.scope != .none else { return step + decay }
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
