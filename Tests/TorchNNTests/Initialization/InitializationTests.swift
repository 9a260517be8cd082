import TestSupport
import Testing
import Torch
import TorchNN

/// Initial weights come from PyTorch's distributions, and from the given generator alone.
@Suite struct InitializationTests {
  private struct Distributions: Decodable {
    struct Law: Decodable {
      let shape: [Int]
      let distribution: String
      let bound: Double?
      let deviation: Double?
    }
    let layer: String
    let arguments: [String: LayerCase.Argument]
    let parameters: [String: Law]

    var layerCase: LayerCase { LayerCase(layer: layer, arguments: arguments) }
  }

  static let names = [
    "linear", "conv1d", "conv2d", "conv2d_groups", "conv_transpose2d", "conv_transpose2d_groups",
    "embedding", "lstm", "gru", "bilinear", "attention", "attention_cross",
  ]

  @Test(arguments: names)
  func isPyTorchs(_ name: String) throws {
    let all = try Fixture.json("distributions.json", as: [String: Distributions].self)
    #expect(Set(all.keys) == Set(Self.names))
    let expected = try #require(all[name])
    let generator = Generator(seed: 2020)
    let layers = try (0..<40).map { _ in try expected.layerCase.make(using: generator) }
    #expect(Set(layers[0].namedParameters.map(\.name)) == Set(expected.parameters.keys))
    for (key, law) in expected.parameters {
      let draws = layers.flatMap(\.namedParameters).filter { $0.name == key }.map(\.value)
      #expect(draws.allSatisfy { $0.shape == law.shape })
      let samples = Tensor.concatenated(draws.map { $0.detached().flattened() })
      if law.distribution == "zeros" {
        #expect(samples.abs().max().item == 0)
        continue
      }
      let deviation = try #require(law.deviation ?? law.bound.map { $0 / 3.0.squareRoot() })
      let standardError = deviation / Double(samples.count).squareRoot()
      #expect(abs(samples.mean().item) < 5 * standardError)
      #expect(abs(samples.variance([0]).item.squareRoot() / deviation - 1) < 0.05)
      if let bound = law.bound {
        let largest = samples.abs().max().item
        #expect(largest <= bound * (1 + 1e-6) && largest > 0.98 * bound)
      } else {
        #expect(samples.abs().max().item > 3 * deviation, "a normal distribution has tails")
      }
    }
  }

  @Test(arguments: names)
  func theSeedIsAllThatMatters(_ name: String) throws {
    let all = try Fixture.json("distributions.json", as: [String: Distributions].self)
    let layerCase = try #require(all[name]).layerCase
    func weights(_ seed: UInt64) throws -> [[UInt8]] {
      try layerCase.make(using: Generator(seed: seed)).parameters.map { bytes(of: $0) }
    }
    #expect(try weights(1) == weights(1))
    #expect(try weights(1) != weights(2))
  }

  @Test func normsStartAsTheIdentity() {
    for (name, tensor) in BatchNorm2d(3).stateDict + LayerNorm([3]).stateDict {
      let start = name == "weight" || name == "running_var" ? 1.0 : 0
      #expect(tensor.array() == [Double](repeating: start, count: tensor.count), "\(name)")
    }
  }

  @Test func heCountsTheOutputs() {
    // O·k₁·k₂ = 64·3·3 = 576, whatever the inputs.
    let weight = Initialization.heNormal([64, 100, 3, 3], using: Generator(seed: 1))
    let variance = 2.0 / 576
    #expect(abs(weight.variance([0, 1, 2, 3]).item / variance - 1) < 0.05)
    let standardError = (variance / 57_600).squareRoot()
    #expect(abs(weight.mean().item) < 5 * standardError)
  }

  @Test func hesDistributionForwardCountsTheInputs() {
    let weight = Initialization.heNormal([100, 64, 3, 3], .forward, using: Generator(seed: 1))
    let deviation = weight.variance([0, 1, 2, 3]).item.squareRoot()
    #expect(abs(deviation / (2.0 / (64 * 9)).squareRoot() - 1) < 0.02)
  }
}
