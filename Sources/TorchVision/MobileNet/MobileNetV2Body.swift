public import Torch
public import TorchNN

/// ``MobileNetV2`` before its classifier, as the body of another network: keys are `0.0.weight` for
/// `features.0.0.weight`.
///
/// Features are those after the stages 2, 3 and 5 and after the last convolution: of 4, 8, 16 and 32 pixels a side.
public final class MobileNetV2Body: Module, Container {
  let layers: [any Layer]
  private let taken: [Int]
  /// 24, 32, 96 and 1280, with a width of 1.
  public let pyramidChannels: [Int]

  /// A body; what is given is as of ``MobileNetV2``.
  public init(
    width: Double = 1, normalization: ActivationNorm = .batch, batchNorm: BatchNormUse = .trained,
    weightForm: WeightForm = .plain, using generator: Generator
  ) {
    let parts = InvertedResiduals(width: width)
    layers = parts.makeLayers(
      channels: 3,
      ConvolutionStyle(
        normalization: normalization, weightForm: weightForm, generator: generator,
        batchNorm: batchNorm))
    (taken, pyramidChannels) = (parts.pyramid.map(\.layer), parts.pyramid.map(\.channels))
    for conv in convolutions {
      conv.initialize(Initialization.heNormal(conv.weight.shape, using: generator))
    }
  }
}

extension MobileNetV2Body: PyramidBody {
  /// `stem`, `stage1` to `stage7` and `top`.
  public var stages: [NetworkStage] { InvertedResiduals.stages(prefix: "") }

  /// The features of images in four sizes.
  public func features(of x: Tensor) -> [Tensor] {
    var (y, found) = (x, [Tensor]())
    for (index, layer) in layers.enumerated() {
      y = layer(y)
      if taken.contains(index) { found.append(y) }
    }
    return found
  }
}
