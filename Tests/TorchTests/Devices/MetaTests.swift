import TestSupport
import Testing
import Torch

/// On the meta device there are shapes and nothing else.
@Suite struct MetaTests {
  @Test func tensorsHaveTypeAndShape() throws {
    try Device.meta.prepare()
    // 4 TB, which no machine of today would give.
    let tensor = Tensor.zeros([1 << 20, 1 << 20], device: .meta)
    #expect(tensor.device == .meta && tensor.shape == [1 << 20, 1 << 20])
    #expect(tensor.dtype == .float32 && "\(tensor.device)" == "meta")
    #expect((tensor + 1).device == .meta)
    #expect(tensor.narrowed(0, from: 0, count: 2).to(.float64).dtype == .float64)
  }

  @Test func theGeneratorDrawsOnlyShapes() {
    let generator = Generator.shapesOnly
    #expect(generator.device == .meta)
    let before = bytes(of: generator.state)
    let drawn = [
      Tensor.uniform([3, 4], in: -1..<1, dtype: .float64, using: generator),
      Tensor.normal([3, 4], deviation: 2, dtype: .float64, using: generator),
    ]
    for tensor in drawn {
      #expect(tensor.device == .meta && tensor.shape == [3, 4] && tensor.dtype == .float64)
      #expect(tensor.bernoulliLike(0.5, using: generator).device == .meta)
    }
    let integers = Tensor.randomIntegers([5], in: 0..<9, using: generator)
    #expect(integers.device == .meta && integers.shape == [5] && integers.dtype == .int64)
    let order = Tensor.permutation(6, using: generator)
    #expect(order.device == .meta && order.shape == [6])
    #expect(bytes(of: generator.state) == before, "nothing is drawn")
  }

  @Test func parametersAreMadeThere() {
    let parameter = Parameter(.zeros([2, 3], device: .meta), .weight(.linear))
    parameter.load(.ones([2, 3], device: .meta))
    withoutGrad { parameter.fill(1) }
    #expect(parameter.device == .meta && parameter.fanIn == .linear)
  }

  @Test func aTensorCannotMoveThereInPlace() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      Tensor.zeros([2]).move(to: .meta)
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("incompatible tensor type"))
  }

  @Test func itHasNoValues() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros([], device: .meta).item
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("Meta tensors"))
  }

  /// The shapes that this library itself knows, against those of the CPU.
  @Test func operatorsHaveTheirShapes() {
    func shapes(on device: Device) -> [[Int]] {
      let x = Tensor.zeros([2, 4, 9, 10], device: device)
      let weight = Tensor.zeros([6, 2, 3, 2], device: device)
      let transposed = Tensor.zeros([4, 3, 2, 3], device: device)
      let channels = Tensor.ones([4], device: device)
      return [
        x.convolution(
          weight, .zeros([6], device: device), stride: [2, 1], padding: [1, 0], dilation: [1, 2],
          groups: 2),
        x.convolution(
          transposed, nil, stride: [2, 3], padding: [0, 1], dilation: [1, 1], transposed: true,
          outputPadding: [1, 0], groups: 2),
        x.batchNorm(
          weight: channels, bias: channels, runningMean: channels, runningVariance: channels,
          usesBatchStatistics: false, momentum: 0.1, epsilon: 1e-5),
        x.batchNorm(
          weight: channels, bias: channels, runningMean: channels, runningVariance: channels,
          usesBatchStatistics: true, momentum: 0.1, epsilon: 1e-5),
        x.groupNorm(2, weight: channels, bias: channels, epsilon: 1e-5),
        weight.standardDeviation([1, 2, 3], keepDims: true), weight.standardDeviation([-1]),
        weight.variance([0]), weight.weightNorm(gain: weight.normsOfRows()),
        x.relu(), x.adaptiveAvgPool2d([7, 3]), x.adaptiveAvgPool2d([1, 1]),
        x.maxPool2d([2, 2], stride: [2, 2], padding: [0, 0]),
        x.avgPool2d([2, 2], stride: [2, 2], padding: [0, 0]),
        x.flattened(from: 1).linear(.zeros([5, 360], device: device), nil),
      ].map(\.shape)
    }
    #expect(shapes(on: .meta) == shapes(on: .cpu))
  }
}
