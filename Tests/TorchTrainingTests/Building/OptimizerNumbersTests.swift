import CentralizeOptions
import TestSupport
import Testing
import Torch
import TorchOptimizers
import TorchTraining

/// Two steps of each optimizer on one weight `[1, 2]`, computed by hand from its formula.
struct OptimizerNumbersTests {
  private let start = 2.0
  private let gradients = [3.0, -1.0]

  /// The first input's weight after two steps; the second input has the same weight and gradient.
  private func result(_ change: (inout OptionMap) throws -> Void) throws -> Double {
    let weight = Parameter(Tensor([start, start], shape: [1, 2]), .weight(.linear))
    let optimizer = try configuration {
      $0[.centralization] = "none"
      $0[.learningRate] = 0.25
      $0[.weightDecay] = 0.125
      try change(&$0)
    }.makeOptimizer(for: [Named("w", weight)])
    for gradient in gradients {
      weight.grad = Tensor([gradient, gradient], shape: [1, 2])
      optimizer.step()
    }
    return withoutGrad { weight.max().item }
  }

  @Test func momentum() throws {
    let first = gradients[0] + 0.125 * start
    let w = start - 0.25 * first
    let second = 0.5 * first + (1 - 0.25) * (gradients[1] + 0.125 * w)
    let found = try result {
      $0[.momentum] = 0.5
      $0[.dampening] = 0.25
    }
    #expect(abs(found - (w - 0.25 * second)) < 1e-12)
  }

  @Test func nesterov() throws {
    let first = gradients[0] + 0.125 * start
    let w = start - 0.25 * (first + 0.5 * first)
    let g = gradients[1] + 0.125 * w
    let found = try result {
      $0[.momentum] = 0.5
      $0[.nesterov] = true
    }
    #expect(abs(found - (w - 0.25 * (g + 0.5 * (0.5 * first + g)))) < 1e-12)
  }

  @Test(arguments: [OptimizerName.adam, .adamw])
  func adam(_ name: OptimizerName) throws {
    let (beta1, beta2, epsilon) = (0.5, 0.75, 0.1)
    let coupled = name == .adam ? 0.125 : 0
    var (w, m, v) = (start, 0.0, 0.0)
    for (index, gradient) in gradients.enumerated() {
      let g = gradient + coupled * w
      m = beta1 * m + (1 - beta1) * g
      v = beta2 * v + (1 - beta2) * g * g
      let corrections = index == 0 ? (1 - beta1, 1 - beta2) : (0.75, 0.4375)  // 1 − βᵗ
      let step = m / corrections.0 / ((v / corrections.1).squareRoot() + epsilon)
      w -= 0.25 * (step + (0.125 - coupled) * w)
    }
    let found = try result {
      $0[.optimizer] = name.optionValue
      $0[.beta1] = beta1.optionValue
      $0[.beta2] = beta2.optionValue
      $0[.epsilon] = epsilon.optionValue
    }
    #expect(abs(found - w) < 1e-12)
  }

  @Test func adagrad() throws {
    var (w, sum) = (start, 0.0)
    for gradient in gradients {
      let g = gradient + 0.125 * w
      sum += g * g
      w -= 0.25 * g / (sum.squareRoot() + 0.1)
    }
    let found = try result {
      $0[.optimizer] = "adagrad"
      $0[.epsilon] = 0.1
    }
    #expect(abs(found - w) < 1e-12)
  }

  @Test func theGradientIsClippedOverAllParameters() throws {
    let pair = (0..<2).map { Parameter(Tensor([1.0, 1] as [Double]), $0 == 0 ? .bias : .gain) }
    let optimizer = try configuration {
      $0[.centralization] = "none"
      $0[.clipNorm] = 0.5
      $0[.momentum] = 0
      $0[.weightDecay] = 0
      $0[.learningRate] = 1
    }.makeOptimizer(for: [Named("a", pair[0]), Named("b", pair[1])])
    for parameter in pair { parameter.grad = parameter.onesLike() }
    optimizer.step()
    // Four ones have the norm 2, so each becomes a quarter.
    for value in pair.flatMap({ $0.array(of: Double.self) }) { #expect(abs(value - 0.75) < 1e-6) }
  }

  @Test func aGradientThatIsTheSameForAllInputsIsCentralizedAway() throws {
    let found = try result {
      $0[.centralization] = "all"
      $0[.momentum] = 0
    }
    #expect(found == start)
  }
}
