import Kernels
import Settings
import Torch

/// A link with memory that the fused kernels know.
protocol FusedLink: GradientTransform {
  /// Sets what the kernels do for it, and says which slots they need, in the rule's order; `nil` where
  /// its settings are others.
  func fuse(into settings: inout CTStepSettings) -> [String]?
}

extension Momentum: FusedLink {
  func fuse(into settings: inout CTStepSettings) -> [String]? {
    settings.rule = CT_RULE_MOMENTUM
    settings.decay1 = decay
    let own = 1 - decay
    switch form {
    case .sum:
      (settings.firstGradientWeight, settings.gradientWeight) = (1, 1 - dampening)
      settings.gradientShare = isNesterov ? 1 : 0
    case .average:
      (settings.firstGradientWeight, settings.gradientWeight) = (own, own)
      settings.gradientShare = isNesterov ? own : 0
    }
    settings.velocityShare = isNesterov ? decay : 1
    return ["velocity"]
  }
}

extension AdamScaling: FusedLink {
  func fuse(into settings: inout CTStepSettings) -> [String]? {
    if isAMSGrad { return nil }
    settings.rule = CT_RULE_ADAM
    (settings.decay1, settings.decay2, settings.epsilon) = (beta1, beta2, epsilon)
    return ["mean", "square"]
  }
}

extension MomentCentralization: FusedLink {
  func fuse(into settings: inout CTStepSettings) -> [String]? {
    guard centralization.canBeFused, let slots = scaling.fuse(into: &settings) else { return nil }
    settings.rule = CT_RULE_ADAM_MOMENT
    return slots
  }
}

extension AdagradScaling: FusedLink {
  func fuse(into settings: inout CTStepSettings) -> [String]? {
    settings.rule = CT_RULE_ADAGRAD
    settings.epsilon = epsilon
    return ["sum"]
  }
}

extension RMSpropScaling: FusedLink {
  func fuse(into settings: inout CTStepSettings) -> [String]? {
    if isCentered { return nil }
    settings.rule = CT_RULE_RMSPROP
    (settings.decay1, settings.epsilon) = (alpha, epsilon)
    return ["square"]
  }
}

extension LionSign: FusedLink {
  func fuse(into settings: inout CTStepSettings) -> [String]? {
    settings.rule = CT_RULE_LION
    (settings.decay1, settings.decay2) = (beta1, beta2)
    return ["mean"]
  }
}
