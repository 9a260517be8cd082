public import Settings
public import Torch
public import TorchNN

/// A running mean of a network's weights and running statistics, beside those that are trained.
///
///     let averaged = AveragedWeights(of: model, WeightAverage(decay: 0.999))
///     for step in 1... {
///       …
///       optimizer.step()
///       averaged.stepIsMade(step)
///     }
///     averaged.inPlace { evaluate(model) }
///
/// Before it has taken the weights in for the first time, it is the weights. What is not a floating-point number, such as
/// the batches that a batch norm counts, is as it was when it was last taken in.
public final class AveragedWeights {
  /// How it is made.
  public let settings: WeightAverage
  private let model: any Module
  private var means: [(name: String, tensor: Tensor)] = []

  /// A mean of the weights of `model`, of which none has been taken in.
  public init(of model: any Module, _ settings: WeightAverage) {
    (self.model, self.settings) = (model, settings)
  }

  /// Takes the weights in, if that is due after `step` steps in all.
  public func stepIsMade(_ step: Int) {
    guard step.isMultiple(of: settings.every) else { return }
    withoutGrad {
      let own = model.stateDict
      guard !means.isEmpty else {
        means = own.map { ($0.name, $0.tensor.detached().clone()) }
        return
      }
      let pairs = zip(means.map(\.tensor), own.map(\.tensor))
      let numbers = pairs.filter { $0.0.dtype.isFloatingPoint }
      Foreach.multiply(numbers.map(\.0), by: settings.decay)
      Foreach.add(numbers.map(\.0), numbers.map(\.1), alpha: 1 - settings.decay)
      for (mean, count) in pairs where !mean.dtype.isFloatingPoint { mean.load(count) }
    }
  }

  /// The means by the keys of the state dict, which follow from the weights alone before the first was taken in; for a
  /// file of weights.
  public var stateDict: [(name: String, tensor: Tensor)] {
    means.isEmpty ? model.stateDict : means
  }

  /// What a run has to keep to go on: nothing before the first weights were taken in.
  public var state: [(name: String, tensor: Tensor)] { means }

  /// Takes back what ``state`` gave.
  ///
  /// - Throws: `StateDictMismatch` where a tensor is missing, or belongs to another network; nothing is changed then.
  public func restore(_ tensors: [String: Tensor]) throws(StateDictMismatch) {
    guard !tensors.isEmpty else {
      means = []
      return
    }
    try model.check(stateDict: tensors)
    means = withoutGrad {
      model.stateDict.map { own in
        let mean = own.tensor.detached().clone()
        if let saved = tensors[own.name] { mean.load(saved) }
        return (own.name, mean)
      }
    }
  }

  /// Does `body` while the network has the means; it then has its own weights again, bit for bit.
  public func inPlace<Result>(_ body: () throws -> Result) rethrows -> Result {
    guard !means.isEmpty else { return try body() }
    let own = model.stateDict
    let kept = withoutGrad { own.map { $0.tensor.detached().clone() } }
    func show(_ tensors: [Tensor]) {
      withoutGrad { for (place, tensor) in zip(own, tensors) { place.tensor.load(tensor) } }
    }
    show(means.map(\.tensor))
    defer { show(kept) }
    return try body()
  }
}
