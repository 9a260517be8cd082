import Torch
import TorchNN

/// Depthwise convolutions, each followed by one of 1 × 1: images `[N, 3, H, W]` to logits.
final class SeparableNetwork: Layer {
  let stem: Conv2d
  let depthwise: [Conv2d]
  let pointwise: [Conv2d]
  let classifier: Linear

  init(classes: Int, using generator: Generator) {
    stem = Conv2d(3, 32, kernel: 3, stride: 2, padding: 1, using: generator)
    depthwise = (0..<3).map { _ in
      Conv2d(32, 32, kernel: 3, padding: 1, groups: 32, using: generator)
    }
    pointwise = (0..<3).map { _ in Conv2d(32, 32, kernel: 1, using: generator) }
    classifier = Linear(32, classes, using: generator)
  }

  func callAsFunction(_ x: Tensor) -> Tensor {
    var x = stem(x).relu()
    for (depthwise, pointwise) in zip(depthwise, pointwise) {
      x = x + pointwise(depthwise(x).relu())
    }
    return classifier(x.mean([2, 3]))
  }
}
