import Torch
import TorchNN

/// Depthwise convolutions, each followed by one of 1 × 1: images `[N, 3, H, W]` to logits `[N, classes]`.
final class DepthwiseNetwork: Layer {
  let stem: Sequential
  let blocks: [Sequential]
  let pool = AdaptiveAvgPool2d(1)
  let classifier: Linear

  init(classes: Int, using generator: Generator) {
    stem = Self.unit(3, 24, kernel: 3, stride: 2, using: generator)
    blocks = [(24, 48, 1), (48, 96, 2), (96, 96, 1), (96, 192, 2)].map { inputs, outputs, stride in
      Sequential(
        Self.unit(inputs, inputs, kernel: 3, stride: stride, groups: inputs, using: generator),
        Self.unit(inputs, outputs, kernel: 1, using: generator))
    }
    classifier = Linear(192, classes, using: generator)
  }

  /// A convolution, batch norm and ReLU.
  private static func unit(
    _ inputs: Int, _ outputs: Int, kernel: Int, stride: Int = 1, groups: Int = 1,
    using generator: Generator
  ) -> Sequential {
    Sequential(
      Conv2d(
        inputs, outputs, kernel: Extent(kernel), stride: Extent(stride),
        padding: Extent(kernel / 2), groups: groups, bias: false, using: generator),
      BatchNorm(outputs), ReLU())
  }

  func callAsFunction(_ x: Tensor) -> Tensor {
    classifier(pool(blocks.reduce(stem(x)) { $1($0) }).flattened(from: 1))
  }
}
