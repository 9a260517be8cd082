public import Torch
public import TorchNN

/// A residual network for images.
///
/// He et al., "Deep Residual Learning for Image Recognition", CVPR 2016,
/// https://arxiv.org/abs/1512.03385. As torchvision builds it: a bottleneck's stride is in its 3×3
/// convolution, and the state dict has torchvision's keys. ResNeXt and wide residual networks are
/// depths of it.
public final class ResNet: Layer {
  let conv1: Conv2d
  let bn1: any Layer
  let layer1: Sequential
  let layer2: Sequential
  let layer3: Sequential
  let layer4: Sequential?
  /// `nil` in a body of another network.
  let fc: Linear?
  /// The channels after each stage.
  public let pyramidChannels: [Int]
  private let pools: Bool

  /// A network of the given depth.
  ///
  /// - Parameters:
  ///   - depth: how many blocks of which kind.
  ///   - stem: what comes before the blocks.
  ///   - channels: the channels `C` of the images.
  ///   - classes: the number `K` of classes.
  ///   - normalization: what follows every convolution; the keys stay those of batch norm.
  ///   - weightForm: what the convolutions make of their weights.
  ///   - generator: where the initial weights come from. Convolutions are normal with deviation
  ///     `√(2 / fanOut)`, the classifier is uniform, as in torchvision.
  public convenience init(
    _ depth: Depth, stem: Stem = .imageNet, channels: Int = 3, classes: Int,
    normalization: ActivationNorm = .batch, weightForm: WeightForm = .plain,
    using generator: Generator
  ) {
    self.init(
      depth, stem: stem, channels: channels, classes: classes,
      ConvolutionStyle(
        normalization: normalization, weightForm: weightForm, generator: generator))
  }

  /// The body of another network, without the classifier.
  public convenience init(
    bodyOf depth: Depth, normalization: ActivationNorm = .batch, batchNorm: BatchNormUse = .trained,
    weightForm: WeightForm = .plain, using generator: Generator
  ) {
    self.init(
      depth, stem: .imageNet, channels: 3, classes: nil,
      ConvolutionStyle(
        normalization: normalization, weightForm: weightForm, generator: generator,
        batchNorm: batchNorm))
  }

  private init(
    _ depth: Depth, stem: Stem, channels: Int, classes: Int?, _ style: ConvolutionStyle
  ) {
    let widths = depth.widths
    var width = widths[0]
    conv1 = style.conv(
      channels, width, kernel: stem == .imageNet ? 7 : 3, stride: Extent(stem.stride),
      padding: stem == .imageNet ? 3 : 1)
    bn1 = style.norm(width)
    let stages = zip(depth.blocks, widths).enumerated().map { stage, size in
      let (count, planes) = size
      return Sequential(
        (0..<count).map { index in
          let stride = index == 0 && stage > 0 ? 2 : 1
          let block = depth.makeBlock(width, planes, stride, style)
          width = planes * depth.expansion
          return block
        })
    }
    (layer1, layer2, layer3) = (stages[0], stages[1], stages[2])
    layer4 = stages.count > 3 ? stages[3] : nil
    pyramidChannels = widths.map { $0 * depth.expansion }
    fc = classes.map { Linear(width, $0, using: style.generator) }
    pools = stem == .imageNet
    for conv in convolutions {
      conv.initialize(Initialization.heNormal(conv.weight.shape, using: style.generator))
    }
  }

  /// Logits `[N, K]` of images `[N, C, H, W]`; of a body, the means of the last features.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    let y = layer3(layer2(layer1(firstLayers(x))))
    let means = (layer4?(y) ?? y).adaptiveAvgPool2d([1, 1]).flattened(from: 1)
    return fc?(means) ?? means
  }

  private func firstLayers(_ x: Tensor) -> Tensor {
    let y = bn1(conv1(x))
    y.rectify()
    return pools ? y.maxPool2d([3, 3], stride: [2, 2], padding: [1, 1]) : y
  }
}

extension ResNet: PyramidBody {
  /// What comes out of each stage, a quarter, an eighth, … of the images' size with ``Stem/imageNet``.
  public func features(of x: Tensor) -> [Tensor] {
    let first = layer1(firstLayers(x))
    let second = layer2(first)
    let third = layer3(second)
    return [first, second, third] + (layer4.map { [$0(third)] } ?? [])
  }
}

extension ResNet: ImageClassifier {
  /// The only linear layer: `fc.`.
  public var classifierPrefix: String { "fc." }

  /// `stem`, then `layer1` to `layer4`, or to `layer3` where there are three.
  public var stages: [NetworkStage] {
    let layers = (1...(layer4 == nil ? 3 : 4)).map { NetworkStage("layer\($0)", ["layer\($0)."]) }
    return [NetworkStage("stem", ["conv1.", "bn1."])] + layers
  }
}
