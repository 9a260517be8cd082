package import Torch

extension Optimizer {
  /// Whether all parameters are on one device that is not the CPU.
  var isOnDevice: Bool {
    guard let device = firstParameter?.device, device != .cpu else { return false }
    return whole.parameters.allSatisfy { $0.value.device == device }
  }

  /// Makes a step where all gradients and `others` are finite, and else leaves weights and memory as they are.
  ///
  /// Nobody waits for a device to know it: there the answer decides. What is counted on the CPU counts the step in any
  /// case, and ``takeBackStep()`` takes that back, which has to come before the next step where the answer is no.
  ///
  /// - Parameters:
  ///   - others: single numbers where the parameters are, such as the loss.
  ///   - clearingGradients: write zeros to the gradients.
  /// - Returns: whether the step was made, a truth value `[]` where the parameters are.
  package func stepIfFinite(_ others: [Tensor], clearingGradients: Bool = false) -> Tensor {
    countsBefore = states.map(\.counts)
    if isOnDevice {
      return stepOnDevice(ifFinite: others, clearingGradients: clearingGradients)
        ?? Tensor.ones([], dtype: .bool)
    }
    let isGood = others.allSatisfy(\.isFinite) && (try? checkGradients()) != nil
    if isGood { step(clearingGradients: clearingGradients) }
    return Tensor(isGood)
  }

  /// Takes the count of the last ``stepIfFinite(_:clearingGradients:)`` back, which made no step.
  package func takeBackStep() {
    for (state, counts) in zip(states, countsBefore) { state.counts = counts }
  }

  /// The first parameter whose gradient was not finite in the last step on a device; waits for the device.
  package var lastNonFiniteGradient: NonFiniteGradient? {
    withoutGrad { onDevice.nonFiniteParameter() }.map(NonFiniteGradient.init)
  }

  private var states: [OptimizerState] { parts.map(\.state) + [whole] }

  @discardableResult
  func stepOnDevice(ifFinite others: [Tensor]? = nil, clearingGradients: Bool) -> Tensor? {
    withoutGrad {
      let isGood = onDevice.run(
        ifFinite: others, rate: rate, centralizationFactor: centralizationFactor)
      if clearingGradients { for parameter in whole.parameters { parameter.value.grad?.clear() } }
      return isGood
    }
  }
}
