import Torch
import TorchNN

/// What MobileNetV2 consists of before its classifier: the table 2 of its paper.
struct InvertedResiduals {
  /// Blocks of a size: by how much they are wider inside, their channels, their number, and the first one's
  /// stride.
  private static let stages: [(expansion: Int, channels: Int, count: Int, stride: Int)] = [
    (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2),
    (6, 320, 1, 1),
  ]

  let width: Double

  /// The channels of the convolution behind the blocks.
  var lastChannels: Int { Self.divisible(1280 * max(width, 1)) }

  /// The channels after each of the stages, the last convolution's last.
  private var stageChannels: [Int] {
    Self.stages.map { Self.divisible(Double($0.channels) * width) } + [lastChannels]
  }

  /// The layer whose output is the last of 4, 8, 16 and 32 pixels a side, and its channels.
  var pyramid: [(layer: Int, channels: Int)] {
    let ends = Self.ends
    return [1, 2, 4, 7].map { stage in
      (stage == 7 ? ends[6] + 1 : ends[stage], stageChannels[stage])
    }
  }

  /// The index of each stage's last block among the layers.
  private static var ends: [Int] {
    var last = 0
    return stages.map { stage in
      last += stage.count
      return last
    }
  }

  static func stages(prefix: String) -> [NetworkStage] {
    let blocks = zip(stages, ends).enumerated().map { number, stage in
      let indices = (stage.1 - stage.0.count + 1)...stage.1
      return NetworkStage("stage\(number + 1)", indices.map { "\(prefix)\($0)." })
    }
    return [NetworkStage("stem", ["\(prefix)0."])] + blocks
      + [NetworkStage("top", ["\(prefix)\((ends.last ?? 0) + 1)."])]
  }

  func makeLayers(channels: Int, _ style: ConvolutionStyle) -> [any Layer] {
    var inputs = Self.divisible(32 * width)
    var layers: [any Layer] = [
      Sequential(style.block(channels, inputs, kernel: 3, stride: 2, padding: 1))
    ]
    for (stage, outputs) in zip(Self.stages, stageChannels) {
      for index in 0..<stage.count {
        layers.append(
          InvertedResidual(
            inputs, outputs, expansion: stage.expansion, stride: index == 0 ? stage.stride : 1,
            style))
        inputs = outputs
      }
    }
    return layers + [Sequential(style.block(inputs, lastChannels, kernel: 1))]
  }

  /// The nearest multiple of 8, not more than a tenth below.
  private static func divisible(_ channels: Double) -> Int {
    let nearest = max(8, Int(channels + 4) / 8 * 8)
    return Double(nearest) < 0.9 * channels ? nearest + 8 : nearest
  }
}

/// A 1×1 convolution to more channels, a 3×3 one of each channel by itself, and a 1×1 one to few channels,
/// with a shortcut around them where the shape stays.
final class InvertedResidual: Layer {
  let conv: Sequential
  private let hasShortcut: Bool

  init(_ inputs: Int, _ outputs: Int, expansion: Int, stride: Int, _ style: ConvolutionStyle) {
    let inner = inputs * expansion
    let wider: [any Layer] =
      expansion == 1 ? [] : [Sequential(style.block(inputs, inner, kernel: 1))]
    conv = Sequential(
      wider + [
        Sequential(
          style.block(inner, inner, kernel: 3, stride: Extent(stride), padding: 1, groups: inner)),
        style.conv(inner, outputs, kernel: 1), style.norm(outputs),
      ])
    hasShortcut = stride == 1 && inputs == outputs
  }

  func callAsFunction(_ x: Tensor) -> Tensor {
    hasShortcut ? x + conv(x) : conv(x)
  }
}

extension ConvolutionStyle {
  /// A convolution, its normalization, and the activation.
  fileprivate func block(
    _ inputs: Int, _ outputs: Int, kernel: Extent, stride: Extent = 1, padding: Extent = 0,
    groups: Int = 1
  ) -> [any Layer] {
    [
      conv(inputs, outputs, kernel: kernel, stride: stride, padding: padding, groups: groups),
      norm(outputs), ReLU6(),
    ]
  }
}
