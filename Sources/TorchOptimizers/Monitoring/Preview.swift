import Torch

/// What a step would do with one parameter.
struct StepPreview {
  let parameter: Named<Parameter>
  /// The gradient as it enters the group's chain.
  let gradient: Tensor
  /// What the chain makes of it, before any centralization of the update.
  let update: Tensor
  let centralization: GradientCentralization?
}

extension Optimizer {
  /// What the next step would do with the gradients that are there; changes nothing.
  func previewStep() -> [StepPreview] {
    withoutGrad {
      let ready = stage.ready
      let gradients = stage.run(
        ready: ready, in: copy(of: whole, counting: ready),
        centralizationFactor: centralizationFactor)
      var rest = gradients.scaled[...]
      return parts.flatMap { part in
        let own = Array(rest.prefix(part.ready.count))
        rest = rest.dropFirst(part.ready.count)
        return preview(part, own)
      }
    }
  }

  private func preview(_ part: OptimizerPart, _ gradients: [Tensor]) -> [StepPreview] {
    let ready = part.ready
    let updates = part.chain.withoutUpdateCentralization.run(
      on: gradients, ready: ready, in: copy(of: part.state, counting: ready),
      centralizationFactor: centralizationFactor)
    return ready.indices.map { i in
      StepPreview(
        parameter: part.state.parameters[ready[i]], gradient: gradients[i], update: updates[i],
        centralization: part.chain.centralization)
    }
  }

  private func copy(of state: OptimizerState, counting ready: [Int]) -> OptimizerState {
    let copy = state.copy()
    for index in ready { copy.steps[index] += 1 }
    return copy
  }
}
