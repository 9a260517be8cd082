extension ResNet.Depth {
  /// Wide ResNet-50-2: ResNet-50 with twice the channels in each bottleneck's 3×3 convolution.
  ///
  /// Zagoruyko and Komodakis, "Wide Residual Networks", BMVC 2016, https://arxiv.org/abs/1605.07146,
  /// section 3.3; as torchvision builds it.
  public static let wideResnet50x2 = Self(
    blocks: [3, 4, 6, 3], widths: standardWidths, hasBottlenecks: true, groupWidth: 128)
}
