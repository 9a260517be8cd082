import TestSupport
import Testing
import Torch
import TorchOptimizers

/// Fifty steps in float64 end where the formulas in plain arrays end.
@Suite struct Float64OracleTests {
  @Test(arguments: OracleRun.all)
  func fiftySteps(_ run: OracleRun) {
    var random = SeededRandom(UInt64(run.number + 1))
    var pairs = run.pairs(ZooParameter.choice(run.number, 4), dtype: .float64, &random)
    let optimizer = Optimizer([run.optimizer.group(pairs.map(\.named), run.variant, run.scope)])
    let before = pairs.map(\.oracle.weight)
    for _ in 0..<50 { run.step(optimizer, &pairs, &random) }
    for (pair, before) in zip(pairs, before) {
      let expected = Tensor(pair.oracle.weight, shape: pair.named.value.shape)
      #expect(maxDifference(pair.named.value, expected) <= 1e-9, "\(pair.named.name)")
      #expect(zip(before, pair.oracle.weight).allSatisfy { abs($0 - $1) > 1e-9 }, "it is trained")
    }
  }

  @Test(arguments: [0, 13, 37])
  func theWholeZoo(_ number: Int) {
    let run = OracleRun.all[number]
    var random = SeededRandom(77)
    var pairs = run.pairs(ZooParameter.all, dtype: .float64, &random)
    let optimizer = Optimizer([run.optimizer.group(pairs.map(\.named), run.variant, run.scope)])
    for _ in 0..<3 { run.step(optimizer, &pairs, &random) }
    for pair in pairs {
      let expected = Tensor(pair.oracle.weight, shape: pair.named.value.shape)
      #expect(maxDifference(pair.named.value, expected) <= 1e-12, "\(pair.named.name)")
    }
  }

  @Test func aCoupledDecayAfterTheUpdateTrapsInEveryOptimizer() async {
    for name in [
      "momentum", "Adam", "Adagrad", "RMSprop", "Adadelta", "NAdam", "RAdam", "AdaBelief", "LAMB",
    ] {
      let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        [name = name as String] in
        let optimizer = OracleOptimizer.all.first { $0.testDescription == name }
        _ = optimizer?.named(Oracle.Variant.updateAfter.centralization(.all)).chain
      }
      let message = text(result?.standardErrorContent)
      #expect(message.contains("decay is part of the update and cannot come after it"), "\(name)")
    }
  }
}
