import Settings
import TestSupport
import Testing
import Torch

@testable import TorchOptimizers

/// The fused kernels make the variants of centralization too, as the chains do.
@Suite struct FusedVariantTests {
  /// A chain, and how many of the twins' parameters its fused step leaves to the chain.
  struct Variant: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let chain: [any GradientTransform]
    let chained: Int
  }

  private static let (decay, momentum, adam) = (
    WeightDecay(0.01), Momentum(0.9, nesterov: true), AdamScaling()
  )
  private static let (scaled, whole) = (
    GradientCentralization(isScaled: true), GradientCentralization(axis: .tensor)
  )

  /// Only the transposed convolution has no contiguous units.
  static let fused: [Variant] = [
    Variant(testDescription: "scaled", chain: [decay, scaled], chained: 1),
    Variant(testDescription: "scaled, momentum", chain: [scaled, decay, momentum], chained: 1),
    Variant(testDescription: "scaled, Adam", chain: [decay, scaled, adam], chained: 1),
    // Of a first update of Adam, all signs, a short row can have no deviation but rounding: hence the large ε.
    Variant(
      testDescription: "Adam, scaled", chain: [decay, AdamScaling(epsilon: 1), scaled, decay],
      chained: 1),
    Variant(
      testDescription: "partly scaled",
      chain: [Momentum(0.9), decay, GradientCentralization(strength: 0.5, isScaled: true)],
      chained: 1),
    Variant(testDescription: "whole, momentum", chain: [decay, whole, momentum], chained: 0),
    Variant(testDescription: "Lion, whole", chain: [LionSign(), decay, whole], chained: 0),
    Variant(
      testDescription: "Adam, whole, scaled",
      chain: [AdamScaling(epsilon: 1), GradientCentralization(axis: .tensor, isScaled: true)],
      chained: 0),
    Variant(
      testDescription: "moment", chain: [decay, MomentCentralization(adam, .init())], chained: 1),
    Variant(
      testDescription: "moment, decay",
      chain: [MomentCentralization(adam, .init(strength: 0.5)), decay], chained: 1),
    Variant(
      testDescription: "moment, scaled", chain: [MomentCentralization(adam, scaled)], chained: 1),
    Variant(
      testDescription: "moment, whole", chain: [MomentCentralization(adam, whole)], chained: 0),
  ]

  @Test(arguments: fused) func isTheChain(_ variant: Variant) {
    for (dtype, layout) in [
      (DType.float32, FusedTwins.Layout.contiguous), (.float32, .channelsLast),
      (.float32, .unaligned), (.bfloat16, .channelsLast), (.float16, .unaligned),
    ] {
      let twins = FusedTwins(dtype, layout)
      let group = { Optimizer.Group($0, learningRate: 0.001, variant.chain) }
      let (fused, chained) = (
        Optimizer([group(twins.fused)]), Optimizer([group(twins.chained).unfused])
      )
      for step in 1...2 {
        twins.drawGradients(UInt64(step))
        fused.step()
        chained.step()
        #expect(fused.chainedCount == variant.chained, "\(layout)")
        #expect(chained.chainedCount == twins.chained.count)
      }
      twins.expectEqual(fused, chained, "\(dtype), \(layout)")
    }
  }

  /// Weaker centralizations, none, gradients that are cleared, and a unit of one input that is tagged by hand.
  @Test(arguments: fused) func followsFactorsAndTags(_ variant: Variant) throws {
    // Two updates that are nearly one leave rounding, which a deviation makes large.
    let twins = FusedTwins(
      .float32, .contiguous, FusedTwins.shapes.filter { $0.shape != [16, 2] })
    for half in [twins.fused, twins.chained] {
      for parameter in half where parameter.value.shape == [5, 1, 1, 1] {
        parameter.value.centralizationTag = .always(FanIn(dims: [1, 2, 3], kind: .convolution))
      }
    }
    let group = { Optimizer.Group($0, learningRate: 0.001, variant.chain) }
    let (fused, chained) = (
      Optimizer([group(twins.fused)]), Optimizer([group(twins.chained).unfused])
    )
    for (step, factor) in [0.5, 0, 0.75].enumerated() {
      twins.drawGradients(UInt64(step))
      (fused.centralizationFactor, chained.centralizationFactor) = (factor, factor)
      fused.step(clearingGradients: true)
      chained.step()
      let sums = twins.fused.compactMap { $0.value.grad?.abs().sum().item }
      #expect(sums.allSatisfy { $0 == 0 })
    }
    twins.expectEqual(fused, chained, "factors and tags")
  }

  @Test func anyNumberOfThreadsGivesTheSameBits() async {
    await #expect(processExitsWith: .success) {
      let shapes: [([Int], Parameter.Role)] = [
        ([300, 301], .weight(.linear)), ([3, 40_003], .weight(.linear)),
        ([9_000, 9], .weight(.linear)),
      ]
      for variant in FusedVariantTests.fused {
        let twins = FusedTwins(.float32, .contiguous, shapes)
        twins.expectSameBitsOfThreads(variant.testDescription) {
          Optimizer.Group($0, learningRate: 0.001, variant.chain)
        }
      }
    }
  }

  @Test func aVeryLargeWholeWeightIsLeftToTheChain() throws {
    let chain = try #require(FusedChain(Chain([Self.whole])))
    let rows = [2048, 2049].map { size in
      chain.rows(of: Parameter(.zeros([size, 2048]), .weight(.linear)))
    }
    #expect(rows == [1, nil])
  }

  static let left: [[any GradientTransform]] = [
    [GradientCentralization(axis: .output)],
    [MomentCentralization(adam, GradientCentralization(axis: .output))],
    [MomentCentralization(AdamScaling(amsgrad: true), .init())],
    [GradientCentralization(), MomentCentralization(adam, .init())],
    [MomentCentralization(adam, .init()), GradientCentralization()],
  ]

  @Test(arguments: left.indices) func othersAreLeftToTheChain(_ place: Int) {
    #expect(FusedChain(Chain(Self.left[place])) == nil)
  }
}
