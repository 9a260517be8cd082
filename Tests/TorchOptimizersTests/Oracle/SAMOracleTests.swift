import TestSupport
import Testing
import Torch
import TorchOptimizers

/// SAM around optimizers, on losses whose gradients are known, against plain arrays.
@Suite struct SAMOracleTests {
  private static let names = ["momentum", "AdamW", "Lookahead"]
  private static let zoo = ZooParameter.all.filter {
    ["linear", "transposedGroups", "bias"].contains($0.name)
  }
  static let runs = OracleRun.all.filter { names.contains($0.optimizer.testDescription) }

  @Test(arguments: runs)
  func fiftySteps(_ run: OracleRun) {
    var random = SeededRandom(11)
    var pairs = run.pairs(Self.zoo, dtype: .float64, &random)
    // The loss Σ ½·a·(w − c)² of each element.
    let curvatures = Self.zoo.map { random.numbers($0.count).map { $0 + 1.3 } }
    let centers = Self.zoo.map { random.numbers($0.count) }
    let optimizer = Optimizer([run.optimizer.group(pairs.map(\.named), run.variant, run.scope)])
    let sam = SharpnessAwareMinimization(optimizer, radius: 0.3, buffers: [])
    for _ in 0..<50 {
      var losses: [Double] = []
      let loss = sam.step { () -> Double in
        let terms = pairs.indices.map { i in
          let parameter = pairs[i].named.value
          let difference = parameter - Tensor(centers[i], shape: parameter.shape)
          return (difference * difference * Tensor(curvatures[i], shape: parameter.shape)).sum()
        }
        let loss = Tensor.stacked(terms).sum() * 0.5
        loss.backward()
        losses.append(loss.item)
        return loss.item
      }
      #expect(losses.count == 2 && loss == losses[0])
      step(&pairs, run, curvatures, centers)
    }
    for pair in pairs {
      let expected = Tensor(pair.oracle.weight, shape: pair.named.value.shape)
      #expect(maxDifference(pair.named.value, expected) <= 1e-9, "\(pair.named.name)")
      #expect(pair.named.value.grad == nil)
    }
  }

  /// The gradient at the weights moved by the radius along the centralized gradient.
  private func step(
    _ pairs: inout [OracleRun.Pair], _ run: OracleRun, _ curvatures: [[Double]],
    _ centers: [[Double]]
  ) {
    func gradient(_ i: Int, at weight: [Double]) -> [Double] {
      weight.indices.map { curvatures[i][$0] * (weight[$0] - centers[i][$0]) }
    }
    let directions = pairs.indices.map { i in
      let gradient = gradient(i, at: pairs[i].oracle.weight)
      guard run.variant != .none, let units = pairs[i].units else { return gradient }
      let groups = Dictionary(grouping: gradient.indices) { units[$0] }
      return gradient.indices.map { element in
        let unit = groups[units[element]] ?? []
        return gradient[element] - unit.reduce(0) { $0 + gradient[$1] } / Double(unit.count)
      }
    }
    let norm = directions.joined().reduce(0) { $0 + $1 * $1 }.squareRoot()
    for i in pairs.indices {
      let weight = pairs[i].oracle.weight
      let moved = zip(weight, directions[i]).map { $0 + 0.3 * $1 / (norm + 1e-12) }
      pairs[i].oracle.step(gradient(i, at: moved), rate: run.optimizer.rate)
    }
  }
}
