import Torch

/// Parameters of one group of an optimizer as if they were one flat parameter: of one type, with as many steps made.
///
/// What the chain remembers of them lies in flat tensors too, of which the slots of the optimizer's state are views.
final class FlatGroup {
  /// The places of the parameters in the group.
  let indices: [Int]
  private let part: OptimizerPart
  private let parameters: [Parameter]
  private let layout: FlatLayout
  private let gradient: FlatTensor
  private let weights: FlatTensor
  private let segments: FlatSegments
  /// The memory of the chain for the one flat parameter.
  private let state: OptimizerState
  private var adopted: Set<String> = []
  private let zero: Tensor

  /// The parameters of `part` at `indices`, all on one device.
  init(_ indices: [Int], of part: OptimizerPart) {
    (self.indices, self.part) = (indices, part)
    parameters = indices.map { part.state.parameters[$0].value }
    let link = part.chain.centralization
    layout = FlatLayout(parameters.map { ($0, link?.fanIn(of: $0)) })
    let (dtype, device) = (parameters[0].dtype, parameters[0].device)
    let flat = Parameter(.zeros([layout.count], dtype: dtype, device: device), .gain)
    flat.requiresGrad = false
    weights = FlatTensor(flat, layout)
    gradient = FlatTensor(flat.zerosLike(), layout)
    segments = FlatSegments(
      layout, dtype: dtype, device: device,
      sumsParameters: part.chain.links.contains { $0 is TrustRatio })
    state = OptimizerState([Named("flat", flat)])
    zero = .zeros([], dtype: dtype, device: device)
    for slot in part.chain.tensorSlots where part.state.has(slot, anyOf: indices) {
      let flat = FlatTensor(state.slot(slot, for: [0])[0], layout)
      flat.gather(part.state.slot(slot, for: indices))
    }
    adoptSlots()
  }

  /// The gradients, one after the other.
  var gradients: Tensor { gradient.whole }

  /// Takes the gradients of the step, in the order of ``indices``.
  func take(_ gradients: [Tensor]) { gradient.gather(gradients) }

  /// The largest absolute value of each parameter's gradient, in the order of ``indices``; 0 of nothing.
  func largestGradients() -> [Tensor] {
    Foreach.norms(gradient.views.map { $0.count == 0 ? zero : $0 }, order: .infinity)
  }

  /// Changes the parameters along what the chain makes of `update`, unless `isGood` is false.
  ///
  /// The parameters' steps count this one already.
  func step(on update: Tensor, rate: Double, centralizationFactor: Double, where isGood: Tensor?) {
    weights.gather(parameters)
    state.steps[0] = part.state.steps[indices[0]]
    state.takeNumbers(of: indices[0], in: part.state)
    let working = isGood == nil ? state : state.copy()
    let update = part.chain.run(
      on: [update], ready: [0], in: working, centralizationFactor: centralizationFactor, segments)[
        0]
    if let isGood { state.take(working, for: [0], where: isGood) }
    for index in indices { part.state.takeNumbers(of: 0, in: working, for: index) }
    adoptSlots()
    // The flat weights are of no more use: what is taken from the weights goes there.
    if let isGood {
      weights.whole.select(isGood, update, zero)
    } else {
      weights.whole.copy(from: update)
    }
    weights.add(to: parameters, alpha: -rate)
  }

  private func adoptSlots() {
    for slot in state.slotNames where adopted.insert(slot).inserted {
      let flat = FlatTensor(state.slot(slot, for: [0])[0], layout)
      part.state.adopt(slot, flat.views, for: indices)
    }
  }
}
