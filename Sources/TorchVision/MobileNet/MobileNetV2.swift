public import Torch
public import TorchNN

/// A network of inverted residuals for images, small and fast.
///
/// Sandler et al., "MobileNetV2: Inverted Residuals and Linear Bottlenecks", CVPR 2018,
/// https://arxiv.org/abs/1801.04381. As torchvision builds it, with its state-dict keys.
public final class MobileNetV2: Layer {
  let features: Sequential
  let classifier: Sequential

  /// A network with `classes` outputs.
  ///
  /// - Parameters:
  ///   - width: the factor on the channels of every layer, which then are the nearest multiples of 8; the last
  ///     convolution's do not become fewer.
  ///   - channels: the channels `C` of the images.
  ///   - classes: the number `K` of classes.
  ///   - dropout: the probability in the classifier.
  ///   - normalization: what follows every convolution.
  ///   - weightForm: what the convolutions make of their weights.
  ///   - generator: where the initial weights come from, and the dropout's masks. Convolutions are normal
  ///     with deviation `√(2 / fanOut)`, the classifier with 0.01, as in torchvision.
  public init(
    width: Double = 1, channels: Int = 3, classes: Int, dropout: Double = 0.2,
    normalization: ActivationNorm = .batch, weightForm: WeightForm = .plain,
    using generator: Generator
  ) {
    let style = ConvolutionStyle(
      normalization: normalization, weightForm: weightForm, generator: generator)
    let parts = InvertedResiduals(width: width)
    features = Sequential(parts.makeLayers(channels: channels, style))
    let linear = Linear(parts.lastChannels, classes, using: generator)
    classifier = Sequential(Dropout(dropout, using: generator), linear)
    for conv in features.convolutions {
      conv.initialize(Initialization.heNormal(conv.weight.shape, using: generator))
    }
    linear.initialize(.normal(linear.weight.shape, deviation: 0.01, using: generator))
    withoutGrad { linear.bias?.fill(0) }
  }

  /// Logits `[N, K]` of images `[N, C, H, W]`.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    classifier(features(x).adaptiveAvgPool2d([1, 1]).flattened(from: 1))
  }
}

extension MobileNetV2: ImageClassifier {
  /// The only linear layer: `classifier.1.`.
  public var classifierPrefix: String { "classifier.1." }

  /// `stem`, then the blocks of a size as `stage1` to `stage7`, and `top`, the convolution behind them.
  public var stages: [NetworkStage] { InvertedResiduals.stages(prefix: "features.") }
}
