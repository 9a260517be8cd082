import Settings
import Torch

/// What the chain of one group of parameters remembers between steps.
final class OptimizerState {
  let parameters: [Named<Parameter>]
  private(set) var steps: StepCounts
  private var slots: [String: [Tensor?]] = [:]
  private var numbers: [String: [Double?]] = [:]

  init(_ parameters: [Named<Parameter>]) {
    self.parameters = parameters
    steps = StepCounts(count: parameters.count)
  }

  /// A tensor for each of the parameters, made by `initial` where there is none yet.
  func slot(
    _ name: String, for indices: [Int],
    initially initial: (Parameter) -> Tensor = { $0.zerosLike() }
  ) -> [Tensor] {
    var tensors = slots[name] ?? Array(repeating: nil, count: parameters.count)
    let found = indices.map { index in
      let tensor = tensors[index] ?? withoutGrad { initial(parameters[index].value) }
      tensors[index] = tensor
      return tensor
    }
    slots[name] = tensors
    return found
  }

  func numbers(_ name: String, for indices: [Int], initially initial: Double) -> [Double] {
    indices.map { numbers[name]?[$0] ?? initial }
  }

  func setNumbers(_ name: String, for indices: [Int], _ values: [Double]) {
    for (index, value) in zip(indices, values) {
      numbers[name, default: Array(repeating: nil, count: parameters.count)][index] = value
    }
  }

  /// The same state once more, of the parameters at `indices` or of all, so that a step can be tried without being
  /// made.
  func copy(of indices: [Int]? = nil) -> OptimizerState {
    let copy = OptimizerState(parameters)
    copy.steps = steps.copy()
    copy.slots = slots.mapValues { tensors in
      let kept = Set(indices ?? Array(tensors.indices))
      return tensors.enumerated().map { kept.contains($0.offset) ? $0.element?.clone() : nil }
    }
    copy.numbers = numbers
    return copy
  }

  /// Takes the tensors of a copy on which a step was tried, where `isGood` is true on the device, and the numbers
  /// in any case.
  func take(_ tried: OptimizerState, for indices: [Int], where isGood: Tensor) {
    for (name, tensors) in tried.slots {
      for index in indices {
        guard let new = tensors[index] else { continue }
        let own = slot(name, for: [index])[0]
        own.select(isGood, new, own)
      }
    }
    numbers = tried.numbers
  }

  /// The names of the tensors that are remembered.
  var slotNames: [String] { slots.keys.sorted() }

  /// Whether one of the parameters at `indices` has a tensor of this name.
  func has(_ name: String, anyOf indices: [Int]) -> Bool {
    slots[name].map { tensors in indices.contains { tensors[$0] != nil } } ?? false
  }

  /// Has tensors with the same elements stand in the place of those that are there.
  func adopt(_ name: String, _ tensors: [Tensor], for indices: [Int]) {
    for (index, tensor) in zip(indices, tensors) {
      slots[name, default: Array(repeating: nil, count: parameters.count)][index] = tensor
    }
  }

  /// Takes the numbers that another state has of the parameter `index` there, as those of one here.
  func takeNumbers(of index: Int, in other: OptimizerState, for own: Int = 0) {
    for name in Set(numbers.keys).union(other.numbers.keys) {
      numbers[name, default: Array(repeating: nil, count: parameters.count)][own] =
        other.numbers[name]?[index]
    }
  }

  /// What is counted on the CPU, so that a step that was not made can be taken back.
  var counts: Counts {
    get { Counts(steps: steps.copy(), numbers: numbers) }
    set {
      steps.base.update(from: newValue.steps.base, count: steps.count)
      numbers = newValue.numbers
    }
  }

  /// What ``counts`` gives.
  struct Counts {
    fileprivate let steps: StepCounts
    fileprivate let numbers: [String: [Double?]]
  }

  func clear() {
    slots = [:]
    numbers = [:]
    for index in parameters.indices { steps[index] = 0 }
  }
}

extension OptimizerState {
  /// What a number's name ends in where it is saved, so that it is not taken for a tensor.
  static let numberSuffix = ".scalar"

  /// The tensors to save, as `steps/NAME`, `LINK.SLOT/NAME` and `LINK.SLOT.scalar/NAME`.
  var entries: [(name: String, tensor: Tensor)] {
    let counts = parameters.indices.map { Tensor(steps[$0]) }
    let tensors = slots.sorted { $0.key < $1.key }.flatMap { named($0.key, $0.value) }
    let scalars = numbers.sorted { $0.key < $1.key }.flatMap { name, values in
      named(name + Self.numberSuffix, values.map { $0.map { Tensor($0) } })
    }
    return named("steps", counts) + tensors + scalars
  }

  private func named(_ slot: String, _ tensors: [Tensor?]) -> [(name: String, tensor: Tensor)] {
    zip(parameters, tensors).compactMap { parameter, tensor in
      tensor.map { ("\(slot)/\(parameter.name)", $0) }
    }
  }

  /// Where one saved tensor belongs.
  struct Place {
    let state: OptimizerState
    let slot: String
    let index: Int

    func restore(_ tensor: Tensor) {
      if slot == "steps" {
        state.steps[index] = Int64(tensor.intItem)
      } else if slot.hasSuffix(OptimizerState.numberSuffix) {
        state.setNumbers(
          String(slot.dropLast(OptimizerState.numberSuffix.count)), for: [index], [tensor.item])
      } else {
        state.slot(slot, for: [index])[0].load(tensor)
      }
    }
  }

  /// The steps that a parameter can have made: one more is a number too.
  private static let possibleSteps = 0...Limits.steps

  /// Where `tensor`, saved as `path`, belongs; `nil` if it is none of this group's `slots`.
  func place(of path: String, for tensor: Tensor, slots: [String]) -> Place? {
    let parts = path.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2, let index = parameters.firstIndex(where: { $0.name == parts[1] })
    else { return nil }
    let isNumber = parts[0].hasSuffix(Self.numberSuffix)
    let isFit =
      parts[0] == "steps"
      ? tensor.dtype == .int64 && tensor.count == 1 && Self.possibleSteps.contains(tensor.intItem)
      : tensor.shape == (isNumber ? [] : parameters[index].value.shape)
        && tensor.dtype.isFloatingPoint && slots.contains(parts[0])
    return isFit ? Place(state: self, slot: parts[0], index: index) : nil
  }
}
