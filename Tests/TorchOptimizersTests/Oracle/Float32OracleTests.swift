import TestSupport
import Testing
import Torch
import TorchOptimizers

/// Each of thirty steps in float32 goes where the formulas go from the same weights and state.
@Suite struct Float32OracleTests {
  @Test(arguments: OracleRun.all)
  func everyStep(_ run: OracleRun) throws {
    var random = SeededRandom(UInt64(run.number + 1))
    var pairs = run.pairs(ZooParameter.choice(run.number, 2), dtype: .float32, &random)
    let optimizer = Optimizer([run.optimizer.group(pairs.map(\.named), run.variant, run.scope)])
    var tally = Tally()
    for step in 0..<30 {
      if step > 0 { try continueFrom(optimizer, &pairs) }
      let before = pairs.map(\.oracle.weight)
      run.step(optimizer, &pairs, &random)
      for (pair, before) in zip(pairs, before) { tally.compare(pair, before, step) }
    }
    #expect(tally.worst <= 1e-6, "\(tally.where)")
    #expect(Double(tally.leftOut) < 1e-3 * Double(tally.all))
  }

  @Test func theLargestLinearLayer() throws {
    let run = try #require(
      OracleRun.all.first { $0.testDescription == "momentum, gradientBefore, all" })
    // Output units do not see each other, so the oracle need not step all of them.
    let generator = Generator(seed: 1)
    let zoo = ZooParameter.largest
    let rows = [0, 1, 498, 999]
    let weight = Parameter(.normal(zoo.shape, mean: 0.3, using: generator), zoo.role)
    weight.grad = Tensor.normal(zoo.shape, mean: 0.3, using: generator)
    let units = rows.flatMap { Array(repeating: $0, count: 2048) }
    var oracle = Oracle(
      run.optimizer, run.variant, weight: values(of: weight, rows), units: units)
    let optimizer = Optimizer([run.optimizer.group([Named("w", weight)], run.variant)])
    for _ in 0..<2 {
      oracle.step(values(of: try #require(weight.grad), rows), rate: run.optimizer.rate)
      optimizer.step()
    }
    #expect(maxDifference(Tensor(values(of: weight, rows)), Tensor(oracle.weight)) <= 1e-6)
  }

  private func values(of tensor: Tensor, _ rows: [Int]) -> [Double] {
    withoutGrad { rows.flatMap { tensor[$0].array(of: Double.self) } }
  }

  /// Sets the oracle's weights and memory to the optimizer's.
  private func continueFrom(_ optimizer: Optimizer, _ pairs: inout [OracleRun.Pair]) throws {
    let state = Dictionary(uniqueKeysWithValues: optimizer.state.map { ($0.name, $0.tensor) })
    for i in pairs.indices {
      let (name, parameter) = (pairs[i].named.name, pairs[i].named.value)
      pairs[i].oracle.weight = parameter.array(of: Double.self)
      if let slow = state["lookahead.slow/\(name)"] { pairs[i].oracle.slow = slow.array() }
      let slots = try pairs[i].oracle.rule.slots.map {
        try #require(state["\($0)/\(name)"]).array(of: Double.self)
      }
      for (slot, values) in slots.enumerated() {
        for element in values.indices {
          switch slot {
          case 0: pairs[i].oracle.memory[element].a = values[element]
          case 1: pairs[i].oracle.memory[element].b = values[element]
          default: pairs[i].oracle.memory[element].c = values[element]
          }
        }
      }
    }
  }
}

/// The largest difference found, relative to the largest weight of its row.
private struct Tally {
  var worst = 0.0
  var `where` = ""
  var all = 0
  var leftOut = 0

  /// Compares a step from `before`.
  ///
  /// Left out is an element whose update hangs on a sign or a division
  /// of almost nothing: less than 1e-5 of the row's root mean square.
  mutating func compare(_ pair: OracleRun.Pair, _ before: [Double], _ step: Int) {
    let (expected, decisive) = (pair.oracle.weight, pair.oracle.decisive)
    let units = pair.units ?? Array(repeating: 0, count: expected.count)
    var sizes: [Int: (largest: Double, square: Double, count: Double)] = [:]
    for i in expected.indices {
      let size = sizes[units[i], default: (0, 0, 0)]
      let finite = decisive[i].isFinite ? decisive[i] : 0
      sizes[units[i]] = (
        max(size.largest, abs(expected[i]), abs(before[i])), size.square + finite * finite,
        size.count + 1
      )
    }
    for (i, found) in pair.named.value.array(of: Double.self).enumerated() {
      guard let size = sizes[units[i]] else { continue }
      all += 1
      if abs(decisive[i]) < 1e-5 * (size.square / size.count).squareRoot() {
        leftOut += 1
        continue
      }
      let difference = abs(found - expected[i]) / size.largest
      if !(difference <= worst) {
        (worst, `where`) = (difference, "\(pair.named.name)[\(i)], step \(step)")
      }
    }
  }
}
