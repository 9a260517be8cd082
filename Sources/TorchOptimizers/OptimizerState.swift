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

  /// Where one saved tensor belongs.
  struct Place {
    let state: OptimizerState
    let slot: String
    let index: Int

    /// Takes the tensor back.
    func restore(_ tensor: Tensor) {
      if slot == "steps" {
        state.steps[index] = tensor.intItem
      } else {
        state.slot(slot, for: [index])[0].load(tensor)
      }
    }
  }

  /// Where `tensor`, saved as `path`, belongs; `nil` if it is none of this group's with these links.
  func place(of path: String, for tensor: Tensor, links: [String]) -> Place? {
    let parts = path.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2, let index = parameters.firstIndex(where: { $0.name == parts[1] })
    else { return nil }
    let isFit =
      parts[0] == "steps"
      ? tensor.dtype == .int64 && tensor.count == 1
      : tensor.shape == parameters[index].value.shape
        && links.contains { parts[0].hasPrefix("\($0).") }
    return isFit ? Place(state: self, slot: parts[0], index: index) : nil
  }

  func clear() {
    slots = [:]
    steps = Array(repeating: 0, count: parameters.count)
  }
}
