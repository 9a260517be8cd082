import Kernels
import Settings
import Torch

/// A link with memory that the fused kernels know.
protocol FusedLink: GradientTransform {
  /// Sets what the kernels do for it, and says which slots they need, in the rule's order; `nil` where
  /// its settings are others.
  func fuse(into settings: inout CTStepSettings) -> [String]?

  /// The update that it makes of `a` by operators on lists, with a list for each slot; `steps` counts
  /// this step. `settings` are those that it has set.
  func update(
    _ a: [Tensor], _ slots: [[Tensor]], _ settings: CTStepSettings, steps: [Int]
  ) -> [Tensor]
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

  func update(
    _ a: [Tensor], _ slots: [[Tensor]], _ settings: CTStepSettings, steps: [Int]
  ) -> [Tensor] {
    Foreach.multiply(slots[0], by: decay)
    for (isFirst, weight) in [
      (true, settings.firstGradientWeight), (false, settings.gradientWeight),
    ] {
      let indices = steps.indices.filter { (steps[$0] == 1) == isFirst }
      Foreach.add(indices.map { slots[0][$0] }, indices.map { a[$0] }, alpha: weight)
    }
    if !isNesterov { return slots[0] }
    return Foreach.adding(
      Foreach.multiplying(a, by: settings.gradientShare), slots[0], alpha: settings.velocityShare)
  }
}

extension AdamScaling: FusedLink {
  func fuse(into settings: inout CTStepSettings) -> [String]? {
    if isAMSGrad { return nil }
    settings.rule = CT_RULE_ADAM
    (settings.decay1, settings.decay2, settings.epsilon) = (beta1, beta2, epsilon)
    return ["mean", "square"]
  }

  func update(
    _ a: [Tensor], _ slots: [[Tensor]], _ settings: CTStepSettings, steps: [Int]
  ) -> [Tensor] {
    Foreach.average(slots[0], a, beta1)
    Foreach.averageSquares(slots[1], a, beta2)
    return a.indices.map { i in
      let (first, second) = AdamScaling.corrections(beta1, beta2, step: steps[i])
      return slots[0][i] / ((slots[1][i].sqrt() / second.squareRoot() + epsilon) * first)
    }
  }
}

extension AdagradScaling: FusedLink {
  func fuse(into settings: inout CTStepSettings) -> [String]? {
    settings.rule = CT_RULE_ADAGRAD
    settings.epsilon = epsilon
    return ["sum"]
  }

  func update(
    _ a: [Tensor], _ slots: [[Tensor]], _ settings: CTStepSettings, steps: [Int]
  ) -> [Tensor] {
    Foreach.addProducts(slots[0], a, a)
    return Foreach.dividing(a, byRootOf: slots[0], epsilon: epsilon)
  }
}

extension RMSpropScaling: FusedLink {
  func fuse(into settings: inout CTStepSettings) -> [String]? {
    if isCentered { return nil }
    settings.rule = CT_RULE_RMSPROP
    (settings.decay1, settings.epsilon) = (alpha, epsilon)
    return ["square"]
  }

  func update(
    _ a: [Tensor], _ slots: [[Tensor]], _ settings: CTStepSettings, steps: [Int]
  ) -> [Tensor] {
    Foreach.averageSquares(slots[0], a, alpha)
    return Foreach.dividing(a, byRootOf: slots[0], epsilon: epsilon)
  }
}

extension LionSign: FusedLink {
  func fuse(into settings: inout CTStepSettings) -> [String]? {
    settings.rule = CT_RULE_LION
    (settings.decay1, settings.decay2) = (beta1, beta2)
    return ["mean"]
  }

  func update(
    _ a: [Tensor], _ slots: [[Tensor]], _ settings: CTStepSettings, steps: [Int]
  ) -> [Tensor] {
    let direction = Foreach.adding(Foreach.multiplying(slots[0], by: beta1), a, alpha: 1 - beta1)
    Foreach.average(slots[0], a, beta2)
    return Foreach.signs(direction)
  }
}
