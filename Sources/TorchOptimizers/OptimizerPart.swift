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

  /// Changes the parameters `ready` along what the chain makes of `gradients`.
  func step(
    on gradients: [Tensor], ready: [Int], learningRate: Double, centralizationFactor: Double
  ) {
    for index in ready { state.steps[index] += 1 }
    let parameters = ready.map { state.parameters[$0].value }
    if let fusedChain, parameters.allSatisfy({ $0.device != .cpu && !$0.dtype.isHalf }) {
      let settings = fusedChain.settings(
        rate: learningRate, centralizationFactor: centralizationFactor)
      ForeachStep(chain: fusedChain, settings: settings).run(
        parameters, gradients: gradients,
        slots: fusedChain.slots.map { state.slot($0, for: ready) },
        steps: ready.map { Int(state.steps[$0]) })
      return
    }
    let updates = chain.run(
      on: gradients, ready: ready, in: state, centralizationFactor: centralizationFactor)
    for (parameter, update) in zip(parameters, updates) {
      parameter.add(update, alpha: -learningRate)
    }
  }

  /// Shows the weights before a step to what follows it.
  func beginFollowing() {
    let ready = ready
    for transform in following { transform.begin(in: context(of: transform, ready)) }
  }

  func finishFollowing() {
    let ready = ready
    for transform in following { transform.finish(in: context(of: transform, ready)) }
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
