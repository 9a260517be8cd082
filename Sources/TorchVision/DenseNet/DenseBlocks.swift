import Torch
import TorchNN

/// All of a dense network but its classifier: a stem, and four blocks with transitions between them.
final class DenseFeatures: Layer {
  let conv0: Conv2d
  let norm0: any Layer
  let denseblock1: DenseBlock
  let transition1: DenseTransition
  let denseblock2: DenseBlock
  let transition2: DenseTransition
  let denseblock3: DenseBlock
  let transition3: DenseTransition
  let denseblock4: DenseBlock
  let norm5: any Layer
  private let pools: Bool

  /// The channels that leave it.
  var outputs: Int { denseblock4.outputs }

  init(_ depth: DenseNet.Depth, _ stem: DenseNet.Stem, _ channels: Int, _ style: ConvolutionStyle) {
    func block(_ inputs: Int, _ number: Int) -> DenseBlock {
      DenseBlock(inputs, layers: depth.blocks[number], growth: depth.growth, style)
    }
    pools = stem == .imageNet
    conv0 =
      pools
      ? style.conv(channels, depth.width, kernel: 7, stride: 2, padding: 3)
      : style.conv(channels, depth.width, kernel: 3, padding: 1)
    norm0 = style.norm(depth.width)
    denseblock1 = block(depth.width, 0)
    transition1 = DenseTransition(denseblock1.outputs, style)
    denseblock2 = block(transition1.outputs, 1)
    transition2 = DenseTransition(denseblock2.outputs, style)
    denseblock3 = block(transition2.outputs, 2)
    transition3 = DenseTransition(denseblock3.outputs, style)
    denseblock4 = block(transition3.outputs, 3)
    norm5 = style.norm(denseblock4.outputs)
  }

  func callAsFunction(_ x: Tensor) -> Tensor {
    var y = norm0(conv0(x))
    y.rectify()
    if pools { y = y.maxPool2d([3, 3], stride: [2, 2], padding: [1, 1]) }
    y = transition1(denseblock1(y))
    y = transition2(denseblock2(y))
    y = transition3(denseblock3(y))
    return norm5(denseblock4(y))
  }
}

/// Layers each of which adds `growth` channels to what it gets.
final class DenseBlock: Layer, CustomReflectable {
  let outputs: Int
  private let layers: [DenseLayer]

  init(_ inputs: Int, layers count: Int, growth: Int, _ style: ConvolutionStyle) {
    layers = (0..<count).map { DenseLayer(inputs + $0 * growth, growth, style) }
    outputs = inputs + count * growth
  }

  /// `denselayer1`, `denselayer2`, …: torchvision counts from 1.
  var customMirror: Mirror {
    Mirror(self, children: layers.enumerated().map { ("denselayer\($0 + 1)", $1) })
  }

  func callAsFunction(_ x: Tensor) -> Tensor { layers.reduce(x) { $1($0) } }
}

/// A 1×1 convolution to four times the growth, then a 3×3 convolution; its output comes behind its
/// input.
final class DenseLayer: Layer {
  let norm1: any Layer
  let conv1: Conv2d
  let norm2: any Layer
  let conv2: Conv2d

  init(_ inputs: Int, _ growth: Int, _ style: ConvolutionStyle) {
    norm1 = style.norm(inputs)
    conv1 = style.conv(inputs, 4 * growth, kernel: 1)
    norm2 = style.norm(4 * growth)
    conv2 = style.conv(4 * growth, growth, kernel: 3, padding: 1)
  }

  func callAsFunction(_ x: Tensor) -> Tensor {
    let y = norm1(x)
    y.rectify()
    let z = norm2(conv1(y))
    z.rectify()
    return .concatenated([x, conv2(z)], dim: 1)
  }
}

/// Halves the channels and the size of the image.
final class DenseTransition: Layer {
  let norm: any Layer
  let conv: Conv2d
  let outputs: Int

  init(_ inputs: Int, _ style: ConvolutionStyle) {
    outputs = inputs / 2
    norm = style.norm(inputs)
    conv = style.conv(inputs, outputs, kernel: 1)
  }

  func callAsFunction(_ x: Tensor) -> Tensor {
    let y = norm(x)
    y.rectify()
    return conv(y).avgPool2d([2, 2], stride: [2, 2], padding: [0, 0])
  }
}
