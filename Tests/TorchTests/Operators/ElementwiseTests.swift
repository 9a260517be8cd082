import Foundation
import TestSupport
import Testing
import Torch

/// An operation on each element by itself, and the function that it is.
struct Elementwise: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let operation: @Sendable (Tensor) -> Tensor
  let function: @Sendable (Double) -> Double

  init(
    _ name: String, _ operation: @escaping @Sendable (Tensor) -> Tensor,
    _ function: @escaping @Sendable (Double) -> Double
  ) {
    (testDescription, self.operation, self.function) = (name, operation, function)
  }
}

@Suite struct ElementwiseTests {
  static let anyNumber: [Elementwise] = [
    Elementwise("negative", { -$0 }, { -$0 }),
    Elementwise("plus number", { $0 + 1.5 }, { $0 + 1.5 }),
    Elementwise("minus number", { $0 - 1.5 }, { $0 - 1.5 }),
    Elementwise("number minus", { 1.5 - $0 }, { 1.5 - $0 }),
    Elementwise("times number", { $0 * 1.5 }, { $0 * 1.5 }),
    Elementwise("number times", { 1.5 * $0 }, { $0 * 1.5 }),
    Elementwise("over number", { $0 / 1.5 }, { $0 / 1.5 }),
    Elementwise("exp", { $0.exp() }, { Foundation.exp($0) }),
    Elementwise("abs", { $0.abs() }, { Swift.abs($0) }),
    Elementwise("sign", { $0.sign() }, { $0 == 0 ? 0 : $0 > 0 ? 1 : -1 }),
    Elementwise("cube", { $0.pow(3) }, { $0 * $0 * $0 }),
    Elementwise("sin", { $0.sin() }, { Foundation.sin($0) }),
    Elementwise("cos", { $0.cos() }, { Foundation.cos($0) }),
    Elementwise("relu", { $0.relu() }, { max($0, 0) }),
    Elementwise("leaky relu", { $0.leakyReLU(0.2) }, { $0 > 0 ? $0 : 0.2 * $0 }),
    Elementwise("elu", { $0.elu(2) }, { $0 > 0 ? $0 : 2 * (Foundation.exp($0) - 1) }),
    Elementwise("gelu", { $0.gelu() }, { $0 * (1 + erf($0 / 2.0.squareRoot())) / 2 }),
    Elementwise("silu", { $0.silu() }, { $0 / (1 + Foundation.exp(-$0)) }),
    Elementwise("hardswish", { $0.hardswish() }, { $0 * min(max($0 + 3, 0), 6) / 6 }),
    Elementwise("sigmoid", { $0.sigmoid() }, { 1 / (1 + Foundation.exp(-$0)) }),
    Elementwise("tanh", { $0.tanh() }, { Foundation.tanh($0) }),
    Elementwise("softplus", { $0.softplus() }, { Foundation.log(1 + Foundation.exp($0)) }),
  ]

  static let positiveNumber: [Elementwise] = [
    Elementwise("square root", { $0.sqrt() }, { $0.squareRoot() }),
    Elementwise("log", { $0.log() }, { Foundation.log($0) }),
    Elementwise("root by power", { $0.pow(0.5) }, { $0.squareRoot() }),
  ]

  @Test(arguments: anyNumber)
  func isItsFunction(_ elementwise: Elementwise) {
    expect(elementwise, on: [-4, -1.25, -0.5, 0, 0.75, 2, 3.5])
  }

  @Test(arguments: positiveNumber)
  func isItsFunctionOfPositiveNumbers(_ elementwise: Elementwise) {
    expect(elementwise, on: [1e-3, 0.5, 1, 2.25, 1e3])
  }

  private func expect(_ elementwise: Elementwise, on numbers: [Double]) {
    let input = Tensor(numbers)
    let output = elementwise.operation(input)
    #expect(maxDifference(output, Tensor(numbers.map(elementwise.function))) < 1e-13)
    #expect(input.array() == numbers, "the input is not changed")
  }
}
