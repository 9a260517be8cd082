import Torch

extension Optimizer {
  /// The number that all gradients are multiplied by ahead of the groups' chains; `nil` if what
  /// precedes them does more than that.
  func gradientScale() -> Double? {
    if preceding.links.isEmpty { return 1 }
    guard preceding.links.count == 1, let scaling = preceding.links[0] as? any UpdateScaling
    else { return nil }
    return scaling.factor(for: whole.parameters.compactMap { $0.value.grad?.asUpdate })
  }

  /// The learning rate of a group in this step.
  func rate(of group: Int) -> Double { groups[group].learningRate * learningRateFactor }

  /// Makes the step by the fused kernels, and by the chains where those do not suit.
  func stepFused(gradientScale scale: Double, clearingGradients: Bool) {
    let hasRemaining = fused.run(
      rate: { rate(of: $0) }, centralizationFactor: centralizationFactor, gradientScale: scale,
      clearGradients: clearingGradients)
    guard hasRemaining else { return }
    for (index, part) in parts.enumerated() {
      let remaining = fused.remaining(of: index)
      let parameters = remaining.map { part.state.parameters[$0].value }
      let gradients = parameters.compactMap { $0.grad?.asUpdate }
      part.step(
        on: scale == 1 ? gradients : gradients.map { $0 * scale }, ready: remaining,
        learningRate: rate(of: index), centralizationFactor: centralizationFactor)
      if clearingGradients { clearGradients(of: parameters) }
    }
  }

  /// Makes the step by the chains, after what precedes them.
  func stepByChains() {
    let all = whole.parameters.indices
    let ready = all.filter { whole.parameters[$0].value.hasGrad }
    for index in ready { whole.steps[index] += 1 }
    let updates = preceding.run(
      on: ready.compactMap { whole.parameters[$0].value.grad?.asUpdate }, ready: ready, in: whole,
      centralizationFactor: centralizationFactor)
    var rest = updates[...]
    for (index, part) in parts.enumerated() {
      let ready = part.ready
      part.step(
        on: Array(rest.prefix(ready.count)), ready: ready, learningRate: rate(of: index),
        centralizationFactor: centralizationFactor)
      rest = rest.dropFirst(ready.count)
    }
  }

  /// Writes zeros to gradients, keeping their memory.
  func clearGradients(of parameters: [Parameter]) {
    for parameter in parameters { parameter.grad?.clear() }
  }
}
