import Torch

/// What the gradients of all groups go through together, ahead of the groups' own chains.
///
/// Its links are those of an optimizer's `preceding`. The fused step stays: a number that multiplies
/// all gradients goes into its one pass over memory, and what a link replaces stands in the gradients'
/// place for the length of the step.
struct GradientStage {
  let chain: Chain
  /// The memory of the links, and how many steps each parameter of all groups has made.
  let state: OptimizerState

  /// What comes of the gradients of a step, each still to be multiplied by `factor`.
  struct Outcome {
    var gradients: [Tensor]
    var factor = 1.0
    /// Whether the gradients are others than those that were given.
    var isReplaced = false

    /// Whether numbers can be read off the gradients without waiting for a device.
    var isOnCPU: Bool { gradients.first.map { $0.device == .cpu } ?? true }

    /// The gradients as they enter the groups' chains.
    var scaled: [Tensor] { factor == 1 ? gradients : gradients.map { $0 * factor } }
  }

  var ready: [Int] { state.parameters.indices.filter { state.parameters[$0].value.hasGrad } }

  /// What the links make of the gradients of the parameters `ready`, with memory in `state`.
  func run(
    ready: [Int], in state: OptimizerState, centralizationFactor: Double
  ) -> Outcome {
    var outcome = Outcome(
      gradients: ready.compactMap { state.parameters[$0].value.grad?.asUpdate })
    for (link, name) in zip(chain.links, chain.names) {
      // On a device it is a link like any other, which waits for nothing.
      if let scaling = link as? any UpdateScaling, outcome.isOnCPU {
        outcome.factor *= scaling.factor(for: outcome.gradients, scaledBy: outcome.factor)
        continue
      }
      var updates = outcome.scaled
      let context = TransformContext(
        state, ready: ready, link: name, slots: link.slots,
        centralizationFactor: centralizationFactor)
      link.transform(&updates, in: context)
      context.finish()
      outcome = Outcome(gradients: updates, isReplaced: true)
    }
    return outcome
  }

  /// Counts a step and makes it with `step`, which finds the stage's gradients in the parameters and
  /// is told what to multiply them by and whether to clear them.
  func step(centralizationFactor: Double, clearingGradients: Bool, _ step: (Double, Bool) -> Void) {
    if chain.links.isEmpty { return step(1, clearingGradients) }
    let ready = ready
    for index in ready { state.steps[index] += 1 }
    let outcome = run(ready: ready, in: state, centralizationFactor: centralizationFactor)
    guard outcome.isReplaced else { return step(outcome.factor, clearingGradients) }
    let parameters = ready.map { state.parameters[$0].value }
    let gradients = parameters.map(\.grad)
    for (parameter, gradient) in zip(parameters, outcome.gradients) { parameter.grad = gradient }
    step(outcome.factor, false)  // what a link made may be its memory
    for (parameter, gradient) in zip(parameters, gradients) {
      parameter.grad = gradient
      if clearingGradients { gradient?.clear() }
    }
  }
}
