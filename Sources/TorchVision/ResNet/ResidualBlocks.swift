import Torch
import TorchNN

/// Two 3×3 convolutions with a shortcut around them.
final class BasicBlock: Layer {
  let conv1: Conv2d
  let bn1: BatchNorm2d
  let conv2: Conv2d
  let bn2: BatchNorm2d
  let downsample: Sequential?

  init(_ inputs: Int, _ planes: Int, stride: Int, using generator: Generator) {
    conv1 = Conv2d(
      inputs, planes, kernel: 3, stride: Extent(stride), padding: 1, bias: false, using: generator)
    bn1 = BatchNorm2d(planes)
    conv2 = Conv2d(planes, planes, kernel: 3, padding: 1, bias: false, using: generator)
    bn2 = BatchNorm2d(planes)
    downsample = makeShortcut(inputs, planes, stride, generator)
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
  let bn1: BatchNorm2d
  let conv2: Conv2d
  let bn2: BatchNorm2d
  let conv3: Conv2d
  let bn3: BatchNorm2d
  let downsample: Sequential?

  init(_ inputs: Int, _ planes: Int, stride: Int, using generator: Generator) {
    conv1 = Conv2d(inputs, planes, kernel: 1, bias: false, using: generator)
    bn1 = BatchNorm2d(planes)
    conv2 = Conv2d(
      planes, planes, kernel: 3, stride: Extent(stride), padding: 1, bias: false, using: generator)
    bn2 = BatchNorm2d(planes)
    conv3 = Conv2d(planes, planes * 4, kernel: 1, bias: false, using: generator)
    bn3 = BatchNorm2d(planes * 4)
    downsample = makeShortcut(inputs, planes * 4, stride, generator)
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
  residual.add(shortcut)
  residual.rectify()
  return residual
}

/// A 1×1 convolution where the block changes the shape, else nothing: the identity.
private func makeShortcut(
  _ inputs: Int, _ outputs: Int, _ stride: Int, _ generator: Generator
) -> Sequential? {
  guard stride != 1 || inputs != outputs else { return nil }
  return Sequential(
    Conv2d(
      inputs, outputs, kernel: 1, stride: Extent(stride), bias: false, using: generator),
    BatchNorm2d(outputs))
}
