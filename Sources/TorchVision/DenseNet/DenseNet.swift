public import Torch
public import TorchNN

/// A network for images in which each layer gets the outputs of all before it in its block.
///
/// Huang et al., "Densely Connected Convolutional Networks", CVPR 2017,
/// https://arxiv.org/abs/1608.06993: the form with bottlenecks and compression, DenseNet-BC. As
/// torchvision builds it, with its state-dict keys.
public final class DenseNet: Layer {
  let features: DenseFeatures
  let classifier: Linear

  /// A network of the given depth.
  ///
  /// - Parameters:
  ///   - depth: how many layers, and how wide.
  ///   - stem: what comes before the blocks.
  ///   - channels: the channels `C` of the images.
  ///   - classes: the number `K` of classes.
  ///   - normalization: what precedes every convolution but the first; the keys stay those of batch
  ///     norm.
  ///   - weightForm: what the convolutions make of their weights.
  ///   - generator: where the initial weights come from. Convolutions are normal with deviation
  ///     `√(2 / fanIn)`, the classifier is uniform with a bias of zero, as in torchvision.
  public init(
    _ depth: Depth, stem: Stem = .imageNet, channels: Int = 3, classes: Int,
    normalization: ActivationNorm = .batch, weightForm: WeightForm = .plain,
    using generator: Generator
  ) {
    features = DenseFeatures(
      depth, stem, channels,
      ConvolutionStyle(normalization: normalization, weightForm: weightForm, generator: generator))
    classifier = Linear(features.outputs, classes, using: generator)
    for conv in convolutions {
      conv.initialize(Initialization.heNormal(conv.weight.shape, .forward, using: generator))
    }
    withoutGrad { classifier.bias?.fill(0) }
  }

  /// Logits `[N, K]` of images `[N, C, H, W]`, with at least 32 pixels a side after
  /// ``Stem/imageNet``, at least 8 after ``Stem/cifar``.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    let y = features(x)
    y.rectify()
    return classifier(y.adaptiveAvgPool2d([1, 1]).flattened(from: 1))
  }
}

extension DenseNet: ImageClassifier {
  /// The only linear layer: `classifier.`.
  public var classifierPrefix: String { "classifier." }

  /// `stem`, then `denseblock1` to `denseblock4`, each with the transition behind it.
  public var stages: [NetworkStage] {
    let blocks = (1...4).map { number in
      NetworkStage(
        "denseblock\(number)",
        [
          "features.denseblock\(number).",
          number < 4 ? "features.transition\(number)." : "features.norm5.",
        ])
    }
    return [NetworkStage("stem", ["features.conv0.", "features.norm0."])] + blocks
  }
}
