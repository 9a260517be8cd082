import Torch

extension Optimizer {
  func rate(of group: Int) -> Double { groups[group].learningRate * learningRateFactor }

  /// Makes the step by the fused kernels, and by the chains where those do not suit.
  ///
  /// All gradients are multiplied by `scale` first.
  func step(gradientScale scale: Double, clearingGradients: Bool) {
    let hasRemaining = fused.run(
      rate: { rate(of: $0) }, centralizationFactor: centralizationFactor, gradientScale: scale,
      clearGradients: clearingGradients)
    guard hasRemaining else { return }
    for (index, part) in parts.enumerated() {
      let remaining = fused.remaining(of: index)
      let parameters = remaining.map { part.state.parameters[$0].value }
      let gradients = parameters.compactMap { $0.grad?.asUpdate }
      for index in remaining { part.state.steps[index] += 1 }
      part.step(
        on: scale == 1 ? gradients : gradients.map { $0 * scale }, ready: remaining,
        learningRate: rate(of: index), centralizationFactor: centralizationFactor)
      if clearingGradients { for parameter in parameters { parameter.grad?.clear() } }
    }
  }
}
