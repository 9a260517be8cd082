import TestSupport
import Testing
import Torch
import TorchOptimizers

/// An optimizer with a centralization, side by side in tensors and in the oracle's arrays.
struct OracleRun: Sendable, CustomTestStringConvertible {
  let optimizer: OracleOptimizer
  let variant: Oracle.Variant
  let scope: Centralization.Scope
  let number: Int
  var testDescription: String { "\(optimizer.testDescription), \(variant), \(scope)" }

  /// Every optimizer with every centralization that it has.
  static let all: [OracleRun] = {
    let pairs = OracleOptimizer.all.flatMap { optimizer in
      Oracle.Variant.allCases.filter(optimizer.has).flatMap { variant in
        (variant == .none ? [.all] : [Centralization.Scope.all, .convolutions])
          .map { (optimizer, variant, $0) }
      }
    }
    return pairs.enumerated().map {
      OracleRun(optimizer: $1.0, variant: $1.1, scope: $1.2, number: $0)
    }
  }()

  /// A parameter in both worlds.
  struct Pair {
    let named: Named<Parameter>
    let units: [Int]?
    var oracle: Oracle
  }

  /// The parameters `zoo`, with drawn weights.
  func pairs(
    _ zoo: [ZooParameter], dtype: DType, _ random: inout SeededRandom
  ) -> [Pair] {
    zoo.map { entry in
      let parameter = Parameter(
        Tensor(random.numbers(entry.count), shape: entry.shape).to(dtype), entry.role)
      let units = entry.units(in: scope)
      return Pair(
        named: Named(entry.name, parameter), units: units,
        oracle: Oracle(
          optimizer, variant, weight: parameter.array(of: Double.self), units: units))
    }
  }

  /// Draws a gradient for each parameter and a learning rate, and makes the step in both worlds.
  func step(_ optimizer: Optimizer, _ pairs: inout [Pair], _ random: inout SeededRandom) {
    optimizer.learningRateFactor = Double.random(in: 0.5...1.5, using: &random)
    for i in pairs.indices {
      let parameter = pairs[i].named.value
      let gradient = Tensor(random.numbers(parameter.count), shape: parameter.shape)
        .to(parameter.dtype)
      parameter.grad = gradient
      pairs[i].oracle.step(
        gradient.array(of: Double.self),
        rate: self.optimizer.rate * optimizer.learningRateFactor)
    }
    optimizer.step()
  }
}
