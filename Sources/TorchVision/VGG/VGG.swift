public import Torch
public import TorchNN

/// A plain stack of 3×3 convolutions for images, with linear layers on top.
///
/// Simonyan and Zisserman, "Very Deep Convolutional Networks for Large-Scale Image Recognition", ICLR
/// 2015, https://arxiv.org/abs/1409.1556. As torchvision builds it, with its state-dict keys.
public final class VGG: Layer {
  let features: Sequential
  let classifier: any Layer
  private let pool: AdaptiveAvgPool2d
  private let head: Head
  private let stageSizes: [Int]

  /// A network of the given depth.
  ///
  /// - Parameters:
  ///   - depth: how many convolutions, and how wide.
  ///   - head: what comes after the convolutions.
  ///   - channels: the channels `C` of the images.
  ///   - classes: the number `K` of classes.
  ///   - dropout: the probability in the classifier of ``Head/imageNet``.
  ///   - normalization: what follows every convolution; nothing in the paper's networks.
  ///   - weightForm: what the convolutions make of their weights.
  ///   - generator: where the initial weights come from, and the dropout's masks. Convolutions are
  ///     normal with deviation `√(2 / fanOut)`, linear layers with 0.01, biases zero, as in
  ///     torchvision.
  public convenience init(
    _ depth: Depth, head: Head = .imageNet, channels: Int = 3, classes: Int,
    dropout: Double = 0.5, normalization: ActivationNorm? = nil, weightForm: WeightForm = .plain,
    using generator: Generator
  ) {
    self.init(
      depth, head, channels, classes, hidden: 4096, dropout, normalization, weightForm, generator)
  }

  /// With any number of `hidden` units, for tests that have no room for 100 million weights.
  init(
    _ depth: Depth, _ head: Head, _ channels: Int, _ classes: Int, hidden: Int, _ dropout: Double,
    _ normalization: ActivationNorm?, _ weightForm: WeightForm, _ generator: Generator
  ) {
    let stages = depth.stages(channels: channels, normalization, weightForm, using: generator)
    features = Sequential(stages.flatMap { $0 })
    stageSizes = stages.map(\.count)
    classifier = head.makeClassifier(classes, hidden: hidden, dropout: dropout, using: generator)
    pool = AdaptiveAvgPool2d(head == .imageNet ? 7 : 1)
    self.head = head
    initialize(using: generator)
  }

  /// Logits `[N, K]` of images `[N, C, H, W]`, with at least 32 pixels a side.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    classifier(pool(features(x)).flattened(from: 1))
  }

  private func initialize(using generator: Generator) {
    for conv in convolutions {
      conv.initialize(Initialization.heNormal(conv.weight.shape, using: generator))
      withoutGrad { conv.bias?.fill(0) }
    }
    for linear in linearLayers {
      linear.initialize(.normal(linear.weight.shape, deviation: 0.01, using: generator))
      withoutGrad { linear.bias?.fill(0) }
    }
  }
}

extension VGG: ImageClassifier {
  /// `classifier.6.`, the last of three linear layers, or `classifier.`, the only one.
  public var classifierPrefix: String { head == .imageNet ? "classifier.6." : "classifier." }

  /// The convolutions between two poolings, as `stage1` to `stage5`.
  ///
  /// The linear layers are in none.
  public var stages: [NetworkStage] {
    var first = 0
    return stageSizes.enumerated().map { number, size in
      defer { first += size }
      return NetworkStage("stage\(number + 1)", (first..<(first + size)).map { "features.\($0)." })
    }
  }
}
