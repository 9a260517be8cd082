import TestSupport
import Testing
import Torch
import TorchNN

/// What networks normalize over.
@Suite struct ActivationNormTests {
  /// The largest divisor up to min(32, C/2), and at least one group.
  @Test(arguments: [
    (1, 1), (2, 1), (3, 1), (4, 2), (6, 3), (16, 8), (48, 24), (62, 31), (64, 32), (80, 20),
    (96, 32), (100, 25), (176, 22), (1104, 24), (2208, 32),
  ])
  func groupNormHasTheseGroups(_ channels: Int, _ groups: Int) {
    let x = Tensor.normal([2, channels, 3, 2], dtype: .float64, using: Generator(seed: 1))
    let layer = ActivationNorm.group.makeLayer(channels)
    layer.move(dtype: .float64)
    let expected = x.groupNorm(groups, weight: nil, bias: nil, epsilon: 1e-5)
    #expect(maxDifference(layer(x), expected) < 1e-12)
  }

  @Test func layerNormIsOverTheWholeRecord() {
    let x = Tensor.normal([2, 6, 3, 2], mean: 3, dtype: .float64, using: Generator(seed: 1))
    let layer = ActivationNorm.layer.makeLayer(6)
    layer.move(dtype: .float64)
    let expected = x.layerNorm([6, 3, 2], weight: nil, bias: nil, epsilon: 1e-5)
    #expect(maxDifference(layer(x), expected) < 1e-12)
    #expect(layer.stateDict.map(\.tensor.shape) == [[6], [6]], "a gain and a bias per channel")
  }

  @Test func batchNormIsOverTheBatch() {
    let x = Tensor.normal([4, 3, 2, 2], mean: 3, using: Generator(seed: 1))
    let layer = ActivationNorm.batch.makeLayer(3)
    #expect(layer(x).mean([0, 2, 3]).abs().max().item < 1e-6)
    #expect(layer.stateDict.map(\.name).contains("running_mean"))
  }

  @Test(arguments: ActivationNorm.allCases)
  func itsKeysAreThoseOfBatchNorm(_ normalization: ActivationNorm) {
    let layer = normalization.makeLayer(4, on: .meta)
    #expect(layer.stateDict.prefix(2).map(\.name) == ["weight", "bias"])
    #expect(layer.parameters.map(\.role) == [.gain, .bias])
    #expect(layer.stateDict.allSatisfy { $0.tensor.device == .meta })
  }
}
