import Torch
import TorchNN

/// What stands between a region's features and what is said of it.
public enum BoxHeadKind: String, CaseIterable, Hashable, Sendable {
  /// Two linear layers, `fc6` and `fc7`.
  case linear
  /// Four 3×3 convolutions and one linear layer.
  case convolutional

  func makeLayer(_ channels: Int, bins: Int, units: Int, _ style: HeadStyle) -> any Layer {
    let inputs = channels * bins * bins
    guard self == .convolutional else {
      return TwoLinearLayers(inputs, units, using: style.generator)
    }
    let blocks = (0..<4).map { _ in style.headBlock(channels, channels) }
    return Sequential(blocks + [Flatten(), Linear(inputs, units, using: style.generator), ReLU()])
  }
}

/// Two linear layers, each activated: `[K, C, h, w]` to `[K, U]`.
final class TwoLinearLayers: Layer {
  let fc6: Linear
  let fc7: Linear

  init(_ inputs: Int, _ units: Int, using generator: Generator) {
    fc6 = Linear(inputs, units, using: generator)
    fc7 = Linear(units, units, using: generator)
  }

  func callAsFunction(_ x: Tensor) -> Tensor {
    let y = fc6(x.flattened(from: 1))
    y.rectify()
    let z = fc7(y)
    z.rectify()
    return z
  }
}

/// What is said of a region: its class, and for each class where the object's box lies from it.
final class BoxPredictor: Module {
  let clsScore: Linear
  let bboxPred: Linear

  init(_ units: Int, classes: Int, using generator: Generator) {
    clsScore = Linear(units, classes, using: generator)
    bboxPred = Linear(units, 4 * classes, using: generator)
  }

  /// `[K, U]` to logits `[K, C]` and codes `[K, 4·C]`.
  func callAsFunction(_ x: Tensor) -> (logits: Tensor, codes: Tensor) {
    (clsScore(x), bboxPred(x))
  }
}
