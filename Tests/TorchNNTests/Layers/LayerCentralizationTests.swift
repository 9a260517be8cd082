import Testing
import Torch
import TorchNN
import TorchOptimizers

/// What centralization does to the parameters of each layer: the layer's word decides, no shape.
@Suite struct LayerCentralizationTests {
  private let generator = Generator(seed: 1)

  /// The dimensions over which each parameter is centralized; `nil` where it is left alone.
  private func dims(_ module: any Module) -> [String: [Int]?] {
    module.namedParameters.reduce(into: [:]) { result, parameter in
      if case .centralized(let fanIn) = GradientCentralization().verdict(on: parameter.value) {
        result[parameter.name] = .some(fanIn.dims)
      } else {
        result[parameter.name] = .some(nil)
      }
    }
  }

  @Test(arguments: [false, true])
  func recurrentWeightsPerGateRow(_ isLSTM: Bool) {
    let layer: any Layer =
      isLSTM
      ? LSTM(3, 4, layers: 2, bidirectional: true, using: generator)
      : GRU(3, 4, layers: 2, bidirectional: true, using: generator)
    let found = dims(layer)
    #expect(found.count == 16)
    for (name, dims) in found { #expect(dims == (name.hasPrefix("weight") ? [1] : nil), "\(name)") }
  }

  @Test func bilinearWeightsPerPairOfInputs() {
    #expect(dims(Bilinear(3, 4, 2, using: generator)) == ["weight": [1, 2], "bias": nil])
  }

  @Test func attentionsProjectionsPerRow() {
    let rest: [String: [Int]?] = [
      "in_proj_bias": nil, "out_proj.weight": [1], "out_proj.bias": nil,
    ]
    let fused = dims(MultiheadAttention(6, heads: 2, using: generator))
    #expect(fused == rest.merging(["in_proj_weight": [1]]) { $1 })
    let split = dims(MultiheadAttention(6, heads: 2, keySize: 4, using: generator))
    let weights = ["q_proj_weight", "k_proj_weight", "v_proj_weight"].map { ($0, [1] as [Int]?) }
    #expect(split == rest.merging(weights) { $1 })
  }

  @Test func positionsAndTokensNever() {
    #expect(dims(PositionEmbedding(5, 3, using: generator)) == ["": nil])
    #expect(dims(ClassToken(3)) == ["": nil])
    #expect(dims(Embedding(5, 3, using: generator)) == ["weight": nil])
  }

  @Test func aTableOfRelativePositionsIsABias() {
    final class Window: Module {
      let relativePositionBiasTable = Parameter(.zeros([(2 * 7 - 1) * (2 * 7 - 1), 3]), .bias)
    }
    #expect(dims(Window()) == ["relative_position_bias_table": nil])
  }

  @Test func theDirectionOfANormalizedWeightAndNeverItsGain() {
    let key = "parametrizations.weight.original"
    #expect(
      dims(Conv2d(3, 4, kernel: 3, form: .normalized, using: generator))
        == [key + "0": nil, key + "1": [1, 2, 3], "bias": nil])
    #expect(
      dims(Linear(3, 4, form: .normalized, using: generator))
        == [key + "0": nil, key + "1": [1], "bias": nil])
  }

  @Test func aStandardizedWeightAsAPlainOne() {
    #expect(
      dims(Conv3d(3, 4, kernel: 2, form: .standardized, using: generator))
        == dims(Conv3d(3, 4, kernel: 2, using: generator)))
  }
}
