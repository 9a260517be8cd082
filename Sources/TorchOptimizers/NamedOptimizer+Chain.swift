extension NamedOptimizer {
  /// The links: what the optimizer makes of a gradient, with its decay and its centralization in their
  /// places; see `Centralization`.
  ///
  /// Traps where a decay that is part of the update shall come after the update's centralization, and where names make
  /// exceptions of what is centralized: a chain knows no names, see `Optimizer.Group.byScope(_:learningRate:_:following:)`.
  public var chain: [any GradientTransform] {
    precondition(
      centralization?.scopes.exceptions.isEmpty ?? true,
      "names make exceptions of what is centralized, and one chain knows no names")
    let step = settings.step
    let decay: [any GradientTransform] = weightDecay != 0 ? [WeightDecay(weightDecay)] : []
    let active = centralization.flatMap { $0.scope == .none ? nil : $0 }
    let link: [any GradientTransform] = active.map { [$0.link] } ?? []
    switch (settings.name.decayForm, active?.placement ?? .gradient, active?.decayOrder ?? .before)
    {
    case (.coupled, .gradient, .before): return decay + link + step
    case (.coupled, .gradient, .after): return link + decay + step
    case (.coupled, .update, .before): return decay + step + link
    case (.decoupled, .gradient, _): return link + step + decay
    case (.decoupled, .update, .before): return step + decay + link
    case (.decoupled, .update, .after): return step + link + decay
    case (.scaled, .gradient, _): return link + step + decay + [TrustRatio()]
    case (.scaled, .update, .before): return step + decay + [TrustRatio()] + link
    case (.coupled, .moment, .before): return decay + settings.centered(by: active)
    case (.decoupled, .moment, _), (.scaled, .moment, _):
      return settings.centered(by: active) + decay
    case (.coupled, .update, .after), (.scaled, .update, .after), (.coupled, .moment, .after):
      preconditionFailure(
        "a \(settings.name.decayForm) decay is part of the update and cannot come after it")
    }
  }

  /// What is done to the weights after each step: nothing, but by `Ranger`.
  public var following: [any WeightTransform] {
    if case .ranger(let ranger) = settings { [ranger.lookahead] } else { [] }
  }
}

extension OptimizerSettings {
  /// The step with its first moment centralized; traps for an optimizer that has no such link.
  fileprivate func centered(by centralization: Centralization?) -> [any GradientTransform] {
    guard let link = centralization?.link else { return step }
    switch self {
    case .adam(let own): return [MomentCentralization(own.scaling, link)]
    case .adamw(let own): return [MomentCentralization(own.scaling, link)]
    default:
      preconditionFailure("\(name.rawValue) has no moment to centralize: Adam and AdamW have")
    }
  }

  fileprivate var step: [any GradientTransform] {
    switch self {
    case .sgd(let own): own.momentum.links
    case .sgdw(let own): own.momentum.links
    case .adam(let own): [own.scaling]
    case .adamw(let own): [own.scaling]
    case .adagrad(let own): [own.scaling]
    case .rmsprop(let own): [own.scaling] + own.momentum.links
    case .adadelta(let own): [own.scaling]
    case .nadam(let own): [own.scaling]
    case .radam(let own): [own.scaling]
    case .adabelief(let own): [own.scaling]
    case .lion(let own): [own.scaling]
    case .lamb(let own): [own.scaling]
    case .ranger(let own): [own.scaling]
    case .muon(let own): [own.scaling]
    }
  }
}

extension Momentum {
  /// The link, or none where its factor is 0.
  fileprivate var links: [any GradientTransform] { decay != 0 ? [self] : [] }
}

extension Centralization {
  /// The link that these settings describe.
  public var link: GradientCentralization {
    GradientCentralization(
      scope, minimumFanIn: minimumFanIn, fanIn: fanIn, strength: strength, axis: axis,
      isScaled: isScaled)
  }
}
