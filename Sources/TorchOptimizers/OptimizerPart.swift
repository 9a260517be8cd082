import Torch

/// One group of an optimizer with what it remembers: how its chain makes a step.
final class OptimizerPart {
  let state: OptimizerState
  let chain: Chain
  let following: [any WeightTransform]
  /// The chain in the form that can be made in one pass, if it is one of those.
  let fusedChain: FusedChain?

  init(_ group: Optimizer.Group) {
    state = OptimizerState(group.parameters)
    chain = Chain(group.chain)
    following = group.following
    fusedChain = FusedChain(chain)
  }

  var ready: [Int] { state.parameters.indices.filter { state.parameters[$0].value.hasGrad } }

  /// Changes the parameters `ready`, whose steps count this one already, along what the chain makes of `gradients`.
  ///
  /// Where `isGood` is given and false, on the device, weights and memory stay as they are.
  func step(
    on gradients: [Tensor], ready: [Int], learningRate: Double, centralizationFactor: Double,
    where isGood: Tensor? = nil
  ) {
    guard !ready.isEmpty else { return }
    let working = isGood == nil ? state : state.copy(of: ready)
    var updates = chain.run(
      on: gradients, ready: ready, in: working, centralizationFactor: centralizationFactor)
    if let isGood {
      state.take(working, for: ready, where: isGood)
      updates = updates.map {
        $0.chosen(where: isGood, else: .zeros([], dtype: $0.dtype, device: $0.device))
      }
    }
    for (parameter, update) in zip(ready.map { state.parameters[$0].value }, updates) {
      parameter.add(update, alpha: -learningRate)
    }
  }

  /// Shows the weights before a step to what follows it.
  func beginFollowing() {
    let ready = ready
    for transform in following { transform.begin(in: context(of: transform, ready)) }
  }

  /// Lets the weights be changed after a step, unless `isGood` is given and false, on the device.
  func finishFollowing(where isGood: Tensor? = nil) {
    let ready = ready
    for transform in following {
      let context = context(of: transform, ready)
      guard transform.changesWeights(afterSteps: context.steps) else { continue }
      guard let isGood else {
        transform.finish(in: context)
        continue
      }
      let changed = context.parameters + transform.slots.flatMap { context.slot($0) }
      let before = changed.map { $0.detached().clone() }
      transform.finish(in: context)
      for (tensor, old) in zip(changed, before) { tensor.select(isGood, tensor, old) }
    }
  }

  private func context(of transform: any WeightTransform, _ ready: [Int]) -> WeightContext {
    WeightContext(
      state, ready: ready, steps: ready.map { Int(state.steps[$0]) }, of: transform)
  }

  /// The names that slots are saved under: `LINK.SLOT`.
  var slots: [String] {
    chain.slots
      + following.flatMap { transform in transform.slots.map { "\(transform.name).\($0)" } }
  }
}
