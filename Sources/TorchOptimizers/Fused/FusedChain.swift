import Torch

/// A chain that the fused kernels can make in one pass: at most one centralization, at most one link
/// with memory, and decay anywhere.
struct FusedChain: Sendable {
  private(set) var settings = FusedStepSettings(.descent)
  /// The one centralization.
  private(set) var centralization: GradientCentralization?
  /// Whether it stands behind the link with memory.
  private(set) var isOnUpdate = false
  /// The slots of the link with memory, as they are saved.
  private(set) var slots: [String] = []

  /// `nil` if the chain is none of these.
  init?(_ chain: Chain) {
    for (link, name) in zip(chain.links, chain.names) {
      switch link {
      case let decay as WeightDecay: add(decay)
      case let link as GradientCentralization:
        guard centralization == nil else { return nil }
        (centralization, isOnUpdate) = (link, !slots.isEmpty)
      default:
        guard slots.isEmpty, let link = link as? any FusedLink, let fused = link.fused else {
          return nil
        }
        settings.rule = fused.rule
        slots = fused.slots.map { "\(name).\($0)" }
      }
    }
  }

  private mutating func add(_ decay: WeightDecay) {
    switch (slots.isEmpty, centralization != nil) {
    case (true, false): settings.decayBefore += decay.factor
    case (true, true): settings.decayAfter += decay.factor
    case (false, let isCentralized) where isCentralized && isOnUpdate:
      settings.decoupledAfter += decay.factor
    case (false, _): settings.decoupledBefore += decay.factor
    }
  }

  /// The settings of one step.
  func settings(rate: Double, centralizationFactor: Double) -> FusedStepSettings {
    var settings = settings
    settings.learningRate = rate
    let strength = (centralization?.strength ?? 0) * centralizationFactor
    settings.updateStrength = isOnUpdate ? strength : 0
    settings.gradientStrength = isOnUpdate ? 0 : strength
    return settings
  }

  /// The output units of `parameter`, or 0 where it is not centralized; `nil` if it is, and an output
  /// unit is not one stretch of memory.
  func rows(of parameter: Parameter) -> Int? {
    guard let centralization, case .centralized(let fanIn) = centralization.verdict(on: parameter)
    else { return 0 }
    let shape = parameter.shape
    if fanIn.dims == Array(1..<max(shape.count, 1)) { return shape[0] }
    return fanIn.dims == Array(shape.indices) && fanIn.groups == 1 ? 1 : nil
  }
}

/// A link with memory that the fused kernels know.
protocol FusedLink: GradientTransform {
  /// What the kernels do for it and the slots they need; `nil` where its settings are others.
  var fused: (rule: FusedStepSettings.Rule, slots: [String])? { get }
}

extension Momentum: FusedLink {
  var fused: (rule: FusedStepSettings.Rule, slots: [String])? {
    let own = 1 - decay
    let rule: FusedStepSettings.Rule =
      switch form {
      case .sum:
        .momentum(
          decay: decay, firstWeight: 1, weight: 1 - dampening, gradientShare: isNesterov ? 1 : 0,
          velocityShare: isNesterov ? decay : 1)
      case .average:
        .momentum(
          decay: decay, firstWeight: own, weight: own, gradientShare: isNesterov ? own : 0,
          velocityShare: isNesterov ? decay : 1)
      }
    return (rule, ["velocity"])
  }
}

extension AdamScaling: FusedLink {
  var fused: (rule: FusedStepSettings.Rule, slots: [String])? {
    isAMSGrad
      ? nil : (.adam(beta1: beta1, beta2: beta2, epsilon: epsilon), ["mean", "square"])
  }
}

extension AdagradScaling: FusedLink {
  var fused: (rule: FusedStepSettings.Rule, slots: [String])? {
    (.adagrad(epsilon: epsilon), ["sum"])
  }
}

extension RMSpropScaling: FusedLink {
  var fused: (rule: FusedStepSettings.Rule, slots: [String])? {
    isCentered ? nil : (.rmsprop(alpha: alpha, epsilon: epsilon), ["square"])
  }
}

extension LionSign: FusedLink {
  var fused: (rule: FusedStepSettings.Rule, slots: [String])? {
    (.lion(beta1: beta1, beta2: beta2), ["mean"])
  }
}
