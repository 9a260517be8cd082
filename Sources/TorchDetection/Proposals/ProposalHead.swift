import Torch
public import TorchNN

/// What says of each anchor whether there is an object, and where its box lies from it.
///
/// Weights are normal with deviation 0.01, biases zero, as in torchvision.
public final class ProposalHead: Module {
  let conv: Sequential
  let clsLogits: Conv2d
  let bboxPred: Conv2d

  init(_ channels: Int, anchors: Int, using generator: Generator) {
    let first = Conv2d(channels, channels, kernel: 3, padding: 1, using: generator)
    conv = Sequential(Sequential(first, ReLU()))
    clsLogits = Conv2d(channels, anchors, kernel: 1, using: generator)
    bboxPred = Conv2d(channels, 4 * anchors, kernel: 1, using: generator)
    for layer in [first, clsLogits, bboxPred] {
      layer.initialize(.normal(layer.weight.shape, deviation: 0.01, using: generator))
      withoutGrad { layer.bias?.fill(0) }
    }
  }

  /// Logits `[N, H·W·A]` and codes `[N, H·W·A, 4]` of features `[N, C, H, W]` of a level.
  func callAsFunction(_ features: Tensor) -> (logits: Tensor, codes: Tensor) {
    let y = conv(features)
    return (flat(clsLogits(y), 1).flattened(from: 1), flat(bboxPred(y), 4))
  }

  /// `[N, A·K, H, W]` to `[N, H·W·A, K]`.
  private func flat(_ y: Tensor, _ numbers: Int) -> Tensor {
    y.permuted([0, 2, 3, 1]).reshaped([y.size(0), y.count / max(y.size(0), 1) / numbers, numbers])
  }
}
