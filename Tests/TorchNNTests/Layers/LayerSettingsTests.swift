import TestSupport
import Testing
import Torch
import TorchNN

/// A layer's settings reach its operator: those that the fixtures leave at their defaults.
@Suite struct LayerSettingsTests {
  /// Two channels of mean 2 and 5, and of variance 1 and 4.
  private let x = Tensor([1.0, 3, 3, 7] as [Double], shape: [1, 2, 2])

  @Test func batchNormsMomentumAndEpsilon() {
    let norm = BatchNorm1d(2, epsilon: 5, momentum: 1)
    norm.move(dtype: .float64)
    let output = norm(x)
    // 1 / √(1 + 5) and 2 / √(4 + 5).
    let narrow = 1 / 6.0.squareRoot()
    let expected = [-narrow, narrow, -2.0 / 3, 2.0 / 3]
    #expect(maxDifference(output, Tensor(expected, shape: [1, 2, 2])) < 1e-14)
    // With momentum 1 the last batch is all that counts, its variance divided by n − 1.
    #expect(norm.runningMean.array() == [2.0, 5])
    #expect(norm.runningVar.array() == [2.0, 8])
  }

  @Test func groupNormsEpsilon() {
    // One group of all four: mean 3.5, variance 4.75.
    let output = GroupNorm(1, 2, epsilon: 4.25, affine: false)(x)
    let expected = [-2.5, -0.5, -0.5, 3.5].map { $0 / 3 }
    #expect(maxDifference(output, Tensor(expected, shape: [1, 2, 2])) < 1e-14)
  }

  @Test func layerNormsEpsilon() {
    let output = LayerNorm([2], epsilon: 3, affine: false)(x)
    let wide = 2 / 7.0.squareRoot()
    #expect(
      maxDifference(output, Tensor([-0.5, 0.5, -wide, wide] as [Double], shape: [1, 2, 2])) < 1e-14)
  }

  @Test func normsWithoutAffineParametersHaveNone() {
    #expect(BatchNorm2d(2, affine: false).parameters.isEmpty)
    #expect(GroupNorm(1, 2, affine: false).parameters.isEmpty)
    #expect(LayerNorm([2], affine: false).parameters.isEmpty)
  }

  @Test func layersWithoutBiasHaveNone() {
    let generator = Generator(seed: 1)
    let layers: [any Layer] = [
      Linear(2, 2, bias: false, using: generator),
      Conv1d(2, 2, kernel: 1, bias: false, using: generator),
      Conv2d(2, 2, kernel: 1, bias: false, using: generator),
      Conv3d(2, 2, kernel: 1, bias: false, using: generator),
      ConvTranspose2d(2, 2, kernel: 1, bias: false, using: generator),
    ]
    for layer in layers { #expect(layer.namedParameters.map(\.name) == ["weight"]) }
  }

  @Test func convolutionsOfOneAndThreeDimensions() {
    let generator = Generator(seed: 1)
    let sequence = Conv1d(2, 4, kernel: 3, stride: 2, padding: 2, dilation: 2, using: generator)
    #expect(sequence(.zeros([1, 2, 9])).shape == [1, 4, 5])
    let volume = Conv3d(
      2, 4, kernel: [1, 2, 3], stride: [1, 2, 3], padding: [0, 1, 2], dilation: [1, 1, 2],
      using: generator)
    #expect(volume.weight.shape == [4, 2, 1, 2, 3])
    #expect(volume(.zeros([1, 2, 5, 6, 9])).shape == [1, 4, 5, 4, 3])
  }

  @Test func aTransposedConvolutionsDilation() {
    let layer = ConvTranspose2d(
      2, 4, kernel: 3, stride: 2, padding: 1, outputPadding: 1, dilation: 2,
      using: Generator(seed: 1))
    // (H − 1)·2 − 2·1 + 2·(3 − 1) + 1 + 1
    #expect(layer(.zeros([1, 2, 4, 5])).shape == [1, 4, 10, 12])
  }

  @Test func poolsMoveByTheirOwnSize() {
    let images = Tensor(Array(0..<16).map(Double.init), shape: [1, 1, 4, 4])
    #expect(MaxPool2d(2)(images).array() == [5.0, 7, 13, 15])
    #expect(AvgPool2d(2)(images).array() == [2.5, 4.5, 10.5, 12.5])
    #expect(AvgPool2d(2, stride: 1)(images).shape == [1, 1, 3, 3])
    #expect(AvgPool2d(2, padding: 1)(images).shape == [1, 1, 3, 3])
    #expect(AdaptiveAvgPool2d([1, 2])(images).array() == [6.5, 8.5])
  }

  @Test func activationsAndFlattening() {
    let negative = Tensor([-1.0] as [Double])
    #expect(LeakyReLU()(negative).array() == [-0.01])
    #expect(maxDifference(ELU(2)(negative), (negative.exp() - 1) * 2.0) < 1e-15)
    #expect(Flatten(from: 0, to: 1)(.zeros([2, 3, 4])).shape == [6, 4])
  }
}
