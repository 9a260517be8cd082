extension ResNet.Depth {
  // Bottlenecks whose 3×3 convolution is split into groups of channels, "cardinality" in the paper:
  // Xie et al., "Aggregated Residual Transformations for Deep Neural Networks", CVPR 2017,
  // https://arxiv.org/abs/1611.05431.

  /// ResNeXt-50: 32 groups of 4 channels in the first stage.
  public static let resnext50x32x4d = Self(
    blocks: [3, 4, 6, 3], widths: standardWidths, hasBottlenecks: true, groups: 32, groupWidth: 4)

  /// ResNeXt-101: 32 groups of 4 channels in the first stage.
  public static let resnext101x32x4d = Self(
    blocks: [3, 4, 23, 3], widths: standardWidths, hasBottlenecks: true, groups: 32, groupWidth: 4)

  /// ResNeXt-101: 64 groups of 4 channels in the first stage.
  public static let resnext101x64x4d = Self(
    blocks: [3, 4, 23, 3], widths: standardWidths, hasBottlenecks: true, groups: 64, groupWidth: 4)

  /// ResNeXt-29 for images of 32×32, with ``ResNet/Stem/cifar``: three stages of three blocks, 4 groups
  /// of 64 channels in the first.
  ///
  /// The network of the paper's section 5.2, there with 8 or 16 groups: a 3×3 convolution to 64
  /// channels first, and 256, 512 and 1024 channels after the stages. torchvision has none; the
  /// keys are those of its other ones. The form in the released code of the gradient centralization
  /// paper differs: its stem is a 1×1 convolution, and its stages end with twice as many channels.
  public static let resnext29x4x64d = Self(
    blocks: [3, 3, 3], widths: [64, 128, 256], hasBottlenecks: true, groups: 4, groupWidth: 64)
}
