import Kernels
import Torch

/// A fused chain as a few of libtorch's operators on lists of tensors: for devices where each of
/// those is one kernel over all parameters.
///
/// Adam without any centralization or decay behind it is libtorch's own fused operator.
struct ForeachStep {
  let chain: FusedChain
  let settings: CTStepSettings

  /// Changes `parameters` along their gradients.
  ///
  /// `slots` holds the memory of the chain's link: a list for each slot; `steps` counts this step.
  func run(_ parameters: [Parameter], gradients: [Tensor], slots: [[Tensor]], steps: [Int]) {
    var updates = gradients
    decay(&updates, parameters, settings.decayBefore)
    centralize(&updates, parameters, settings.gradientStrength)
    decay(&updates, parameters, settings.decayAfter)
    if isLastLink, let adam = chain.link as? AdamScaling {
      Foreach.fusedAdam(
        parameters, gradients: updates, means: slots[0], squares: slots[1], steps: steps,
        learningRate: settings.learningRate, beta1: adam.beta1, beta2: adam.beta2,
        epsilon: adam.epsilon)
      return
    }
    if let link = chain.link { updates = link.update(updates, slots, settings, steps: steps) }
    decay(&updates, parameters, settings.decoupledBefore)
    centralize(&updates, parameters, settings.updateStrength)
    decay(&updates, parameters, settings.decoupledAfter)
    Foreach.add(parameters, updates, alpha: -settings.learningRate)
  }

  private var isLastLink: Bool {
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
}
