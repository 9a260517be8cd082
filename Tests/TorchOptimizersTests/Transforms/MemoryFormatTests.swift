import TestSupport
import Testing
import Torch
import TorchOptimizers

/// Channels-last weights are trained as contiguous ones are, and stay channels-last.
@Suite struct MemoryFormatTests {
  @Test(arguments: ChainCase.all)
  func givesTheSameWeights(_ example: ChainCase) {
    let (plain, last) = (SampleParameters(), SampleParameters(memoryFormat: .channelsLast))
    for parameters in [plain, last] {
      parameters.train(
        Optimizer([.init(parameters.named, learningRate: 0.1, example.chain)]))
    }
    for (name, value) in plain.values {
      #expect(maxDifference(last[name], value) < 1e-12, "\(name)")
    }
    #expect(last["conv2d"].isContiguous(.channelsLast) && !last["conv2d"].isContiguous())
  }

  @Test func halfPrecisionWeightsKeepTheirType() {
    let parameters = SampleParameters(dtype: .bfloat16)
    let optimizer = Optimizer(
      parameters.named, learningRate: 0.1, SGD(momentum: 0.9, centralization: .init()))
    parameters.train(optimizer)
    #expect(parameters.named.allSatisfy { $0.value.dtype == .bfloat16 && $0.value.isFinite })
  }
}
