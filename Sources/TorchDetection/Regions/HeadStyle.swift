import TorchVision
import Torch
import TorchNN

/// How the layers behind a body are made.
struct HeadStyle {
  /// What follows the convolutions of the pyramid and the heads; nothing in the usual ones.
  let normalization: ActivationNorm?
  let weightForm: WeightForm
  let generator: Generator

  /// A convolution that keeps the size, with a bias where no normalization follows, and the activation.
  func block(
    _ inputs: Int, _ outputs: Int, kernel: Int, isActivated: Bool,
    _ initial: ([Int], Generator) -> Tensor
  ) -> Sequential {
    let conv = Conv2d(
      inputs, outputs, kernel: Extent(kernel), padding: Extent(kernel / 2),
      bias: normalization == nil, form: weightForm, using: generator)
    conv.initialize(initial(conv.weight.shape, generator))
    withoutGrad { conv.bias?.fill(0) }
    let norm = normalization.map { $0.makeLayer(outputs, on: generator.device) }
    return Sequential(
      [conv] + (norm.map { [$0] } ?? []) + (isActivated ? [ReLU()] : []))
  }

  /// A convolution of a head: normal with deviation `√(2 / fanOut)`, and activated.
  func headBlock(_ inputs: Int, _ outputs: Int) -> Sequential {
    block(inputs, outputs, kernel: 3, isActivated: true) {
      Initialization.heNormal($0, using: $1)
    }
  }
}
