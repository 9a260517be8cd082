import Settings
import TestSupport
import Testing
import Torch
import TorchNN

@testable import TorchTraining

/// The mean of a network's weights against PyTorch's `AveragedModel`.
struct AveragedWeightsTests {
  /// Under the keys of the fixture, but for the dots' names.
  private final class Network: Layer {
    let fc = Linear(3, 2, using: Generator(seed: 1))
    let bn = BatchNorm1d(2)

    func callAsFunction(_ x: Tensor) -> Tensor { bn(fc(x)) }
  }

  private func named(_ tensors: [String: Tensor]) -> [String: Tensor] {
    Dictionary(
      uniqueKeysWithValues: tensors.map { key, value in
        ((key.hasPrefix("0.") ? "fc." : "bn.") + key.dropFirst(2), value)
      })
  }

  @Test(arguments: [1, 3])
  func isPyTorchs(_ every: Int) throws {
    let fixture = try Fixture.tensors("averages.safetensors")
    let network = Network()
    network.move(dtype: .float64)
    let averaged = AveragedWeights(of: network, WeightAverage(decay: 0.9, every: every))
    for step in 0..<7 {
      try network.load(stateDict: named(fixture.under("step/\(step)/")))
      averaged.stepIsMade(step + 1)
    }
    let expected = named(fixture.under("\(every)/"))
    #expect(averaged.stateDict.count == 7 && expected.count == 7)
    for (name, mean) in averaged.stateDict {
      #expect(
        maxDifference(mean.to(.float64), try #require(expected[name]).to(.float64)) < 1e-14,
        "\(name)")
    }
  }

  @Test func beforeTheFirstStepItIsTheWeights() {
    let network = Network()
    let averaged = AveragedWeights(of: network, WeightAverage(decay: 0.9, every: 2))
    averaged.stepIsMade(1)
    #expect(averaged.state.isEmpty)
    #expect(averaged.stateDict.map(\.name) == network.stateDict.map(\.name))
    averaged.stepIsMade(2)
    for (mean, own) in zip(averaged.state, network.stateDict) {
      #expect(isBitIdentical(mean.tensor, own.tensor), "\(own.name)")
    }
  }

  @Test func theNetworkHasItForAWhile() throws {
    let network = Network()
    let averaged = AveragedWeights(of: network, WeightAverage(decay: 0.5))
    averaged.stepIsMade(1)
    withoutGrad { network.fc.weight.fill(2) }
    averaged.stepIsMade(2)
    let mean = try #require(averaged.state.first { $0.name == "fc.weight" }).tensor
    averaged.inPlace { #expect(isBitIdentical(network.fc.weight.detached(), mean)) }
    #expect(network.fc.weight.array(of: Float.self) == Array(repeating: 2, count: 6))
    let other = AveragedWeights(of: Network(), WeightAverage(decay: 0.5))
    try other.restore(
      Dictionary(uniqueKeysWithValues: averaged.state.map { ($0.name, $0.tensor) }))
    #expect(isBitIdentical(try #require(other.state.first { $0.name == "fc.weight" }).tensor, mean))
    #expect(throws: StateDictMismatch.self) { try other.restore(["fc.weight": mean]) }
  }
}
