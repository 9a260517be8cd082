public import Torch
public import TorchNN

/// A plain stack of 3×3 convolutions for images, with three large linear layers on top.
///
/// Simonyan and Zisserman, "Very Deep Convolutional Networks for Large-Scale Image Recognition", ICLR
/// 2015, https://arxiv.org/abs/1409.1556. As torchvision builds it, with its state-dict keys.
public final class VGG: Layer {
  let features: Sequential
  let classifier: Sequential
  private let pool = AdaptiveAvgPool2d(7)

  /// A network of the given depth.
  ///
  /// - Parameters:
  ///   - depth: how many convolutions, and how wide.
  ///   - channels: the channels `C` of the images.
  ///   - classes: the number `K` of classes.
  ///   - dropout: the probability in the classifier.
  ///   - generator: where the initial weights come from, and the dropout's masks. Convolutions are
  ///     normal with deviation `√(2 / fanOut)`, linear layers with 0.01, biases zero, as in
  ///     torchvision.
  public init(
    _ depth: Depth, channels: Int = 3, classes: Int, dropout: Double = 0.5,
    using generator: Generator
  ) {
    features = depth.features(channels: channels, using: generator)
    classifier = Sequential(
      Linear(512 * 7 * 7, 4096, using: generator), ReLU(), Dropout(dropout, using: generator),
      Linear(4096, 4096, using: generator), ReLU(), Dropout(dropout, using: generator),
      Linear(4096, classes, using: generator))
    initialize(using: generator)
  }

  /// Logits `[N, K]` of images `[N, C, H, W]`, with at least 32 pixels a side.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    classifier(pool(features(x)).flattened(from: 1))
  }

  private func initialize(using generator: Generator) {
    for parameter in parameters {
      switch parameter.role {
      case .weight(let fanIn) where fanIn.kind == .convolution:
        parameter.load(Initialization.heNormal(parameter.shape, using: generator))
      case .weight:
        parameter.load(.normal(parameter.shape, deviation: 0.01, using: generator))
      case .bias: withoutGrad { parameter.fill(0) }
      default: break
      }
    }
  }
}
