import Torch
import TorchNN

/// A mask for each class: `[K, U, h, w]` to logits `[K, C, 2h, 2w]`.
///
/// Weights are normal with deviation `√(2 / fanOut)`, with the fan-out that torchvision counts.
final class MaskPredictor: Module {
  let conv5Mask: ConvTranspose2d
  let maskFcnLogits: Conv2d

  init(_ channels: Int, units: Int, classes: Int, using generator: Generator) {
    conv5Mask = ConvTranspose2d(channels, units, kernel: 2, stride: 2, using: generator)
    maskFcnLogits = Conv2d(units, classes, kernel: 1, using: generator)
    conv5Mask.weight.load(Initialization.heNormal(conv5Mask.weight.shape, using: generator))
    maskFcnLogits.initialize(
      Initialization.heNormal(maskFcnLogits.weight.shape, using: generator))
  }

  func callAsFunction(_ x: Tensor) -> Tensor {
    let y = conv5Mask(x)
    y.rectify()
    return maskFcnLogits(y)
  }
}
