import TestSupport
import Testing
import Torch
import TorchOptimizers

/// The forms of momentum, against their formulas on numbers.
@Suite struct MomentumTests {
  private let gradients = [2.0, -1, 3]

  /// The weight after each step, from 0, with the learning rate 1.
  private func weights(_ link: Momentum) -> [Double] {
    let parameter = Parameter(Tensor([0.0] as [Double]), .bias)
    let optimizer = Optimizer([Named("w", parameter)], learningRate: 1, link)
    return gradients.map { gradient in
      parameter.grad = Tensor([gradient])
      optimizer.step()
      return parameter.detached().array(of: Double.self)[0]
    }
  }

  private func expect(_ link: Momentum, _ expected: [Double]) {
    #expect(maxDifference(Tensor(weights(link)), Tensor(expected)) < 1e-15)
  }

  // β = 0.5 throughout, so that every number below can be checked in the head.

  @Test func sums() {
    // m = 2, 0, 3.
    expect(Momentum(0.5), [-2, -2, -5])
  }

  @Test func averages() {
    // m = 1, 0, 1.5.
    expect(Momentum(0.5, form: .average), [-1, -1, -2.5])
  }

  @Test func dampensFromTheSecondStepOn() {
    // d = 0.25: m = 2, 1 − 0.75, 0.125 + 2.25.
    expect(Momentum(0.5, dampening: 0.25), [-2, -2.25, -4.625])
  }

  @Test func looksAhead() {
    // u + β·m = 2 + 1, −1 + 0, 3 + 1.5.
    expect(Momentum(0.5, nesterov: true), [-3, -2, -6.5])
    // (1 − β)·u + β·m = 1 + 0.5, −0.5 + 0, 1.5 + 0.75.
    expect(Momentum(0.5, form: .average, nesterov: true), [-1.5, -1, -3.25])
  }

  @Test func theSumIsTheAverageAtASmallerRate() {
    for nesterov in [false, true] {
      let parameters = [SampleParameters(), SampleParameters()]
      parameters[0].train(
        Optimizer(
          parameters[0].named, learningRate: 0.1,
          SGD(momentum: 0.9, nesterov: nesterov, centralization: .init())))
      parameters[1].train(
        Optimizer(
          parameters[1].named, learningRate: 0.1 / (1 - 0.9),
          SGD(momentum: 0.9, form: .average, nesterov: nesterov, centralization: .init())))
      for (name, value) in parameters[0].values {
        #expect(maxDifference(parameters[1][name], value) < 1e-13, "\(name)")
      }
    }
  }

  @Test func decayOutOfRangeTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Momentum(1)
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("momentum: expected 0 to below 1, found 1.0"))
  }
}
