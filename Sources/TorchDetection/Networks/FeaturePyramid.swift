public import TorchVision
public import Torch
public import TorchNN

/// Features of several sizes, each with what the smaller ones know, and one more, half as large as the smallest.
///
/// Source: Lin et al., "Feature Pyramid Networks for Object Detection", CVPR 2017, https://arxiv.org/abs/1612.03144.
/// Weights are uniform in `±√(3 / fanIn)`, biases zero, as in torchvision.
public final class FeaturePyramid: Module {
  let innerBlocks: [Sequential]
  let layerBlocks: [Sequential]

  init(_ inputs: [Int], _ channels: Int, _ style: HeadStyle) {
    func block(_ inputs: Int, _ kernel: Int) -> Sequential {
      style.block(inputs, channels, kernel: kernel, isActivated: false) {
        Initialization.heUniform($0, using: $1)
      }
    }
    innerBlocks = inputs.map { block($0, 1) }
    layerBlocks = inputs.map { _ in block(channels, 3) }
  }

  /// Features `[N, Cᵢ, Hᵢ, Wᵢ]`, the largest first, to `[N, C, Hᵢ, Wᵢ]` and one more.
  public func callAsFunction(_ features: [Tensor]) -> [Tensor] {
    var (results, last) = ([Tensor](), Tensor?.none)
    for index in features.indices.reversed() {
      let own = innerBlocks[index](features[index])
      let inner = last.map { own + $0.resizedToNearest([own.size(2), own.size(3)]) } ?? own
      results.insert(layerBlocks[index](inner), at: 0)
      last = inner
    }
    guard let smallest = results.last else { return [] }
    return results + [smallest.maxPool2d([1, 1], stride: [2, 2], padding: [0, 0])]
  }
}

/// A body with a pyramid on it.
public final class PyramidBackbone: Module {
  /// The network below.
  public let body: any PyramidBody
  let fpn: FeaturePyramid

  init(_ body: any PyramidBody, channels: Int, _ style: HeadStyle) {
    self.body = body
    fpn = FeaturePyramid(body.pyramidChannels, channels, style)
  }

  /// Images `[N, 3, H, W]` to features `[N, C, Hᵢ, Wᵢ]`, from a quarter of the images' size to a 64th.
  public func callAsFunction(_ images: Tensor) -> [Tensor] { fpn(body.features(of: images)) }
}
