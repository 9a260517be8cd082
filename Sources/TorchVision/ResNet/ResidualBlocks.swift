import Torch
import TorchNN

extension ResNet.Depth {
  func makeBlock(
    _ inputs: Int, _ planes: Int, _ stride: Int, _ style: ConvolutionStyle
  ) -> any Layer {
    hasBottlenecks
      ? Bottleneck(
        inputs, inner: planes * groupWidth / 64 * groups, outputs: planes * expansion,
        stride: stride, groups: groups, style) : BasicBlock(inputs, planes, stride: stride, style)
  }
}

/// Two 3×3 convolutions with a shortcut around them.
final class BasicBlock: Layer {
  let conv1: Conv2d
  let bn1: any Layer
  let conv2: Conv2d
  let bn2: any Layer
  let downsample: Sequential?

  init(_ inputs: Int, _ planes: Int, stride: Int, _ style: ConvolutionStyle) {
    conv1 = style.conv(inputs, planes, kernel: 3, stride: Extent(stride), padding: 1)
    bn1 = style.norm(planes)
    conv2 = style.conv(planes, planes, kernel: 3, padding: 1)
    bn2 = style.norm(planes)
    downsample = makeShortcut(inputs, planes, stride, style)
  }

  func callAsFunction(_ x: Tensor) -> Tensor {
    let y = bn1(conv1(x))
    y.rectify()
    return joined(bn2(conv2(y)), downsample?(x) ?? x)
  }
}

/// A 3×3 convolution between two 1×1 convolutions, with a shortcut around them.
final class Bottleneck: Layer {
  let conv1: Conv2d
  let bn1: any Layer
  let conv2: Conv2d
  let bn2: any Layer
  let conv3: Conv2d
  let bn3: any Layer
  let downsample: Sequential?

  init(
    _ inputs: Int, inner: Int, outputs: Int, stride: Int, groups: Int, _ style: ConvolutionStyle
  ) {
    conv1 = style.conv(inputs, inner, kernel: 1)
    bn1 = style.norm(inner)
    conv2 = style.conv(inner, inner, kernel: 3, stride: Extent(stride), padding: 1, groups: groups)
    bn2 = style.norm(inner)
    conv3 = style.conv(inner, outputs, kernel: 1)
    bn3 = style.norm(outputs)
    downsample = makeShortcut(inputs, outputs, stride, style)
  }

  func callAsFunction(_ x: Tensor) -> Tensor {
    let y = bn1(conv1(x))
    y.rectify()
    let z = bn2(conv2(y))
    z.rectify()
    return joined(bn3(conv3(z)), downsample?(x) ?? x)
  }
}

/// `max(residual + shortcut, 0)`, in the memory of `residual`.
private func joined(_ residual: Tensor, _ shortcut: Tensor) -> Tensor {
  residual += shortcut
  residual.rectify()
  return residual
}

/// A 1×1 convolution where the block changes the shape, else nothing: the identity.
private func makeShortcut(
  _ inputs: Int, _ outputs: Int, _ stride: Int, _ style: ConvolutionStyle
) -> Sequential? {
  guard stride != 1 || inputs != outputs else { return nil }
  return Sequential(
    style.conv(inputs, outputs, kernel: 1, stride: Extent(stride)), style.norm(outputs))
}
