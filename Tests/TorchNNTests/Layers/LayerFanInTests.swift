import TestSupport
import Testing
import Torch
import TorchNN

/// A layer's word on its fan-in, against what its outputs depend on.
struct FanInCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let input: [Int]
  let kind: FanIn.Kind
  let make: @Sendable (Generator) -> any Layer

  init(
    _ name: String, _ input: [Int], kind: FanIn.Kind = .convolution,
    _ make: @escaping @Sendable (Generator) -> any Layer
  ) {
    (testDescription, self.input, self.kind, self.make) = (name, input, kind, make)
  }

  static let all: [FanInCase] = [
    FanInCase("linear", [1, 5], kind: .linear) { Linear(5, 7, using: $0) },
    FanInCase("conv1d", [1, 4, 9]) { Conv1d(4, 6, kernel: 3, using: $0) },
    FanInCase("conv1d with groups", [1, 4, 9]) { Conv1d(4, 6, kernel: 3, groups: 2, using: $0) },
    FanInCase("conv2d", [1, 3, 6, 7]) { Conv2d(3, 8, kernel: [3, 2], using: $0) },
    FanInCase("conv2d with groups", [1, 8, 5, 5]) {
      Conv2d(8, 12, kernel: 3, groups: 4, using: $0)
    },
    FanInCase("depthwise", [1, 6, 5, 5]) { Conv2d(6, 6, kernel: 3, groups: 6, using: $0) },
    FanInCase("conv3d", [1, 2, 4, 4, 4]) { Conv3d(2, 4, kernel: 2, using: $0) },
    FanInCase("conv3d with groups", [1, 4, 4, 4, 4]) {
      Conv3d(4, 4, kernel: 2, groups: 2, using: $0)
    },
    FanInCase("transposed", [1, 4, 4, 5]) { ConvTranspose2d(4, 6, kernel: 3, using: $0) },
    FanInCase("transposed with groups", [1, 8, 3, 4]) {
      ConvTranspose2d(8, 12, kernel: 2, stride: 2, groups: 4, using: $0)
    },
  ]
}

@Suite struct LayerFanInTests {
  @Test(arguments: FanInCase.all)
  func isWhatEachOutputDependsOn(_ layerCase: FanInCase) throws {
    let layer = layerCase.make(Generator(seed: 1))
    let weight = try #require(layer.parameters.first { $0.fanIn != nil })
    let fanIn = try #require(weight.fanIn)
    #expect(fanIn.kind == layerCase.kind)
    let sample = Tensor.normal(
      weight.shape, mean: 3, dtype: .float64, using: Generator(seed: 2))
    let centralized = sample.centralized(over: fanIn)
    let output = layer(.ones(layerCase.input))
    let seen = weight.zerosLike().detached()
    for channel in 0..<output.size(1) {
      layer.zeroGrad()
      output.select(1, channel).sum().backward(retainGraph: true)
      // Ones where this output depends on the weight: the input has no zeros.
      let inputs = try #require(weight.grad).sign().abs()
      #expect(inputs.sum().item == Double(fanIn.count(in: weight.shape)))
      #expect(abs((centralized * inputs).sum().item) < 1e-12)
      withoutGrad { seen += inputs }
    }
    #expect(seen.isEqual(to: seen.onesLike()), "every element belongs to one output unit")
  }

  @Test func biasesGainsAndEmbeddingsHaveNone() {
    let generator = Generator(seed: 1)
    let layers: [any Layer] = [
      BatchNorm2d(4), GroupNorm(2, 4), LayerNorm([4]), LayerNorm([4, 6]),
      Embedding(10, 6, using: generator),
    ]
    for parameter in layers.flatMap(\.parameters) { #expect(parameter.fanIn == nil) }
    #expect(LayerNorm([4, 6]).weight?.role == .gain)
    #expect(LayerNorm([4, 6]).bias?.role == .bias)
    #expect(BatchNorm2d(4).weight?.role == .gain)
    #expect(BatchNorm2d(4).bias?.role == .bias)
    #expect(GroupNorm(2, 4).weight?.role == .gain)
    #expect(GroupNorm(2, 4).bias?.role == .bias)
    #expect(Embedding(10, 6, using: generator).weight.role == .embedding)
    #expect(Linear(2, 3, using: generator).bias?.role == .bias)
    #expect(Conv2d(2, 3, kernel: 1, using: generator).bias?.role == .bias)
  }
}
