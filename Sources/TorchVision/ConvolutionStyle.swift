import Torch
import TorchNN

/// How a network makes its convolutions and their normalizations: what its parameters say, in one
/// place, so that there is one network for all of them.
struct ConvolutionStyle {
  let normalization: ActivationNorm
  let weightForm: WeightForm
  let generator: Generator
  /// What batch norms are, where those are the normalization.
  var batchNorm = BatchNormUse.trained

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
    guard normalization == .batch else {
      return normalization.makeLayer(channels, on: generator.device)
    }
    return batchNorm.makeLayer(channels, on: generator.device)
  }
}

/// What of the batch norms is trained, in a network that begins with weights that were trained elsewhere.
public enum BatchNormUse: String, CaseIterable, Hashable, Sendable {
  /// All: statistics are the batch's own, and gains and biases are trained.
  case trained
  /// Gains and biases; the running statistics are used, and stay.
  case fixedStatistics
  /// Nothing, as of `FrozenBatchNorm`.
  case frozen

  func makeLayer(_ channels: Int, on device: Device) -> any Layer {
    if self == .frozen { return FrozenBatchNorm(channels, on: device) }
    let layer = BatchNorm(channels, on: device)
    layer.isFrozen = self == .fixedStatistics
    return layer
  }
}

extension Module {
  /// Every convolution over images, in the order of the state dict.
  var convolutions: [Conv2d] { namedModules.compactMap { $0.value as? Conv2d } }

  /// Every linear layer, in the order of the state dict.
  var linearLayers: [Linear] { namedModules.compactMap { $0.value as? Linear } }
}
