import Torch

/// A fused chain as a few of libtorch's operators on lists of tensors: for devices where each of
/// those is one kernel over all parameters.
///
/// Adam without any centralization or decay behind it is libtorch's own fused operator.
struct ForeachStep {
  let chain: FusedChain
  let settings: FusedStepSettings

  /// Changes `parameters` along their gradients.
  ///
  /// `slots` holds the memory of the chain's link: a list for each slot; `steps` counts this step.
  func run(
    _ parameters: [Parameter], gradients: [Tensor], slots: [[Tensor]], steps: [Int]
  ) {
    var updates = gradients
    decay(&updates, parameters, settings.decayBefore)
    centralize(&updates, parameters, settings.gradientStrength)
    decay(&updates, parameters, settings.decayAfter)
    if isFusedAdam, case .adam(let beta1, let beta2, let epsilon) = settings.rule {
      Foreach.fusedAdam(
        parameters, gradients: updates, means: slots[0], squares: slots[1], steps: steps,
        learningRate: settings.learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon)
      return
    }
    updates = apply(to: updates, slots, steps)
    decay(&updates, parameters, settings.decoupledBefore)
    centralize(&updates, parameters, settings.updateStrength)
    decay(&updates, parameters, settings.decoupledAfter)
    Foreach.add(parameters, updates, alpha: -settings.learningRate)
  }

  private var isFusedAdam: Bool {
    settings.decoupledBefore == 0 && settings.decoupledAfter == 0 && settings.updateStrength == 0
  }

  private func decay(_ updates: inout [Tensor], _ parameters: [Parameter], _ factor: Double) {
    if factor != 0 { updates = Foreach.adding(updates, parameters, alpha: factor) }
  }

  private func centralize(
    _ updates: inout [Tensor], _ parameters: [Parameter], _ strength: Double
  ) {
    guard strength != 0, let link = chain.centralization else { return }
    for (i, parameter) in parameters.enumerated() {
      if case .centralized(let fanIn) = link.verdict(on: parameter) {
        updates[i] = updates[i].centralized(over: fanIn, strength: strength)
      }
    }
  }

  /// What the chain's link makes of `a`.
  private func apply(to a: [Tensor], _ slots: [[Tensor]], _ steps: [Int]) -> [Tensor] {
    switch settings.rule {
    case .descent: return a
    case .momentum(let decay, let firstWeight, let weight, let gradientShare, let velocityShare):
      Foreach.multiply(slots[0], by: decay)
      for (isFirst, weight) in [(true, firstWeight), (false, weight)] {
        let indices = steps.indices.filter { (steps[$0] == 1) == isFirst }
        Foreach.add(indices.map { slots[0][$0] }, indices.map { a[$0] }, alpha: weight)
      }
      if gradientShare == 0 && velocityShare == 1 { return slots[0] }
      return Foreach.adding(
        Foreach.multiplying(a, by: gradientShare), slots[0], alpha: velocityShare)
    case .adam(let beta1, let beta2, let epsilon):
      Foreach.average(slots[0], a, beta1)
      Foreach.averageSquares(slots[1], a, beta2)
      return a.indices.map { i in
        let (first, second) = AdamScaling.corrections(beta1, beta2, step: steps[i])
        return slots[0][i] / ((slots[1][i].sqrt() / second.squareRoot() + epsilon) * first)
      }
    case .adagrad(let epsilon):
      Foreach.addProducts(slots[0], a, a)
      return Foreach.dividing(a, byRootOf: slots[0], epsilon: epsilon)
    case .rmsprop(let alpha, let epsilon):
      Foreach.averageSquares(slots[0], a, alpha)
      return Foreach.dividing(a, byRootOf: slots[0], epsilon: epsilon)
    case .lion(let beta1, let beta2):
      let direction = Foreach.adding(
        Foreach.multiplying(slots[0], by: beta1), a, alpha: 1 - beta1)
      Foreach.average(slots[0], a, beta2)
      return Foreach.signs(direction)
    }
  }
}
