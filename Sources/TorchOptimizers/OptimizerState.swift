import Torch

/// What the chain of one group of parameters remembers between steps.
final class OptimizerState {
  let parameters: [Named<Parameter>]
  var steps: [Int]
  private var slots: [String: [Tensor?]] = [:]

  init(_ parameters: [Named<Parameter>]) {
    self.parameters = parameters
    steps = Array(repeating: 0, count: parameters.count)
  }

  func slot(_ name: String, for indices: [Int]) -> [Tensor] {
    var tensors = slots[name] ?? Array(repeating: nil, count: parameters.count)
    let found = indices.map { index in
      let tensor = tensors[index] ?? withoutGrad { parameters[index].value.zerosLike() }
      tensors[index] = tensor
      return tensor
    }
    slots[name] = tensors
    return found
  }

  /// The tensors to save, as `steps/NAME` and `LINK.SLOT/NAME`.
  var entries: [(name: String, tensor: Tensor)] {
    let counts = zip(parameters, steps).map { ("steps/\($0.name)", Tensor($1)) }
    let tensors = slots.sorted { $0.key < $1.key }.flatMap { slot, tensors in
      zip(parameters, tensors).compactMap { parameter, tensor in
        tensor.map { ("\(slot)/\(parameter.name)", $0) }
      }
    }
    return counts + tensors
  }

  /// Takes one saved tensor back; false if it is none of this group's.
  func restore(_ slot: String, of index: Int, from tensor: Tensor) -> Bool {
    guard slot != "steps" else {
      guard tensor.count == 1 else { return false }
      steps[index] = tensor.intItem
      return true
    }
    guard tensor.shape == parameters[index].value.shape else { return false }
    self.slot(slot, for: [index])[0].load(tensor)
    return true
  }

  func clear() {
    slots = [:]
    steps = Array(repeating: 0, count: parameters.count)
  }
}
