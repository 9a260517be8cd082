import TestSupport
import Testing
import Torch
import TorchOptimizers

/// What an optimizer says of `1ᵀw` is what its steps do: every optimizer, placement and decay order.
@Suite struct WeightMeanTruthTests {
  /// Not of two inputs: there a division changes both alike, and the sum stays without a promise.
  private static let zoo = ZooParameter.all.filter {
    ["linear", "conv1d", "transposedGroups", "bias", "column"]
      .contains($0.name)
  }

  @Test(arguments: OracleRun.all)
  func isWhatTwentyStepsShow(_ run: OracleRun) {
    var random = SeededRandom(5)
    var pairs = run.pairs(Self.zoo, dtype: .float64, &random)
    let optimizer = Optimizer([run.optimizer.group(pairs.map(\.named), run.variant, run.scope)])
    let before = pairs.map { $0.named.value.array(of: Double.self) }
    for _ in 0..<20 { run.step(optimizer, &pairs, &random) }
    for (pair, (before, entry)) in zip(pairs, zip(before, Self.zoo)) {
      let after = pair.named.value.array(of: Double.self)
      // What is never centralized has units of one element.
      let drift = drift(before, after, entry.units() ?? Array(before.indices))
      let isKept = optimizer.keepsWeightMean(of: pair.named.value)
      #expect(isKept ? drift < 1e-12 : drift > 1e-6, "\(entry.name): \(drift)")
    }
  }

  @Test func aPartOfTheMeanOrAnotherParameterIsNotKept() {
    let (weight, other) = (
      Parameter(.zeros([2, 3]), .weight(.linear)), Parameter(.zeros([2, 3]), .weight(.linear))
    )
    func keeps(_ link: GradientCentralization) -> Bool {
      Optimizer([Named("w", weight)], learningRate: 0.1, link).keepsWeightMean(of: weight)
    }
    #expect(keeps(GradientCentralization()))
    #expect(!keeps(GradientCentralization(strength: 0.5)))
    #expect(!keeps(GradientCentralization(minimumFanIn: 4)))
    let optimizer = Optimizer([Named("w", weight)], learningRate: 0.1, GradientCentralization())
    #expect(!optimizer.keepsWeightMean(of: other))
  }

  /// The largest change of a unit's sum, relative to the largest sum of sizes.
  private func drift(_ before: [Double], _ after: [Double], _ units: [Int]) -> Double {
    var (moved, sizes): ([Int: Double], [Int: Double]) = ([:], [:])
    for (i, unit) in units.enumerated() {
      moved[unit, default: 0] += after[i] - before[i]
      sizes[unit, default: 0] += abs(before[i])
    }
    return (moved.values.map(abs).max() ?? 0) / (sizes.values.max() ?? 1)
  }
}
