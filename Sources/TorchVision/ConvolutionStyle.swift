import Torch
import TorchNN

/// How a network makes its convolutions and their normalizations: what its parameters say, in one
/// place, so that there is one network for all of them.
struct ConvolutionStyle {
  let normalization: ActivationNorm
  let weightForm: WeightForm
  let generator: Generator

  /// A convolution without a bias, which a normalization after it would cancel.
  func conv(
    _ inputs: Int, _ outputs: Int, kernel: Extent, stride: Extent = 1, padding: Extent = 0,
    groups: Int = 1
  ) -> Conv2d {
    Conv2d(
      inputs, outputs, kernel: kernel, stride: stride, padding: padding, groups: groups,
      bias: false, form: weightForm, using: generator)
  }

  /// A normalization of `channels` channels.
  func norm(_ channels: Int) -> any Layer {
    normalization.makeLayer(channels, on: generator.device)
  }
}

extension Module {
  /// Every convolution over images, in the order of the state dict.
  var convolutions: [Conv2d] { namedModules.compactMap { $0.value as? Conv2d } }

  /// Every linear layer, in the order of the state dict.
  var linearLayers: [Linear] { namedModules.compactMap { $0.value as? Linear } }
}
