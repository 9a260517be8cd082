import Torch

/// A gradient with an element that is infinite or not a number.
public struct NonFiniteGradient: Error, Equatable, CustomStringConvertible {
  /// The parameter's name.
  public let parameter: String

  /// One sentence for the user.
  public var description: String {
    "the gradient of \(parameter) has elements that are infinite or not numbers"
  }
}

extension Optimizer {
  /// Finds out whether all gradients are finite, before a step spreads what is not.
  ///
  /// Reads every gradient once and waits for the device.
  ///
  /// - Throws: the first parameter whose gradient is not finite, in the order of the groups.
  public func checkGradients() throws(NonFiniteGradient) {
    let ready = whole.parameters.filter { $0.value.hasGrad }
    guard !ready.isEmpty else { return }
    let largest = Foreach.norms(
      ready.compactMap { $0.value.grad?.asUpdate }.map { $0.count == 0 ? $0.sum() : $0 },
      order: .infinity)
    if Tensor.stacked(largest).isFinite { return }
    for (parameter, norm) in zip(ready, largest) where !norm.isFinite {
      throw NonFiniteGradient(parameter: parameter.name)
    }
  }
}
