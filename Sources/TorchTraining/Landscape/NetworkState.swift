import Torch
import TorchNN

/// All that a pass through a network depends on, or changes, beside its input and what dropout draws:
/// weights and running statistics.
struct NetworkState {
  /// The weights as they were, in the order of `parameters`.
  let weights: [Tensor]
  private let parameters: [Parameter]
  private let buffers: [(buffer: Tensor, elements: Tensor)]

  /// The state that `network` is in.
  init(of network: any Module) {
    parameters = network.parameters
    (weights, buffers) = withoutGrad { [parameters] in
      (
        parameters.map { $0.detached().clone() },
        network.namedBuffers.map { ($0.value, $0.value.clone()) }
      )
    }
  }

  /// Brings the network back, bit for bit.
  func restore() {
    move(along: [], by: 0)
    for (buffer, elements) in buffers { buffer.load(elements) }
  }

  /// Takes the weights to `w + t·d`, where `w` are those of this state.
  func move(along direction: [Tensor], by length: Double) {
    for (parameter, weight) in zip(parameters, weights) { parameter.load(weight) }
    withoutGrad {
      for (parameter, way) in zip(parameters, direction) { parameter.add(way, alpha: length) }
    }
  }

  /// `‖v − w‖₂` of the weights `v` that the network has now.
  var distance: Double { Tensor.distance(parameters.map { $0.detached() }, weights) }
}

extension Tensor {
  /// `‖a − b‖₂` over all tensors, in float64.
  static func distance(_ a: [Tensor], _ b: [Tensor]) -> Double {
    norm(of: zip(a, b).map { $0.wide - $1.wide })
  }

  /// `‖a‖₂` over all tensors, in float64.
  static func norm(of tensors: [Tensor]) -> Double {
    tensors.reduce(0) { sum, tensor in
      let norm = tensor.wide.norm().item
      return sum + norm * norm
    }.squareRoot()
  }

  /// This tensor in float64, out of any graph.
  fileprivate var wide: Tensor { withoutGrad { detached().to(.float64) } }
}
