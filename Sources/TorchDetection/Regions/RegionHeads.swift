import Torch
public import TorchNN

/// Numbers of ``RegionHeads``; those of torchvision and of the paper where nothing else is said.
public struct RegionSettings: Hashable, Sendable {
  /// The overlap with an object from which on a proposal is for it; below, it is for the background.
  public var overlap = 0.5
  /// Which proposals are learned from.
  public var sampler = BalancedSampler(count: 512, share: 0.25)
  /// The probability above which something is a detection.
  public var score = 0.05
  /// The overlap above which a detection leaves out another one of its class.
  public var suppression = 0.5
  /// How many detections an image has at most.
  public var count = 100
  /// The size √(w·h) of a region that belongs to the pyramid's level 4.
  public var canonicalSize = 224.0

  /// The usual numbers.
  public init() {}
}

/// Says of proposals what they are, where exactly, and which pixels belong to it.
public final class RegionHeads: Module {
  let boxHead: any Layer
  let boxPredictor: BoxPredictor
  let maskHead: Sequential?
  let maskPredictor: MaskPredictor?
  let settings: RegionSettings
  let rules: DetectorRules

  init(
    _ channels: Int, _ heads: DetectionNetwork.Heads, classes: Int, _ settings: RegionSettings,
    _ rules: DetectorRules, _ style: HeadStyle
  ) {
    boxHead = heads.boxHead.makeLayer(channels, bins: 7, units: heads.units, style)
    boxPredictor = BoxPredictor(heads.units, classes: classes, using: style.generator)
    maskHead =
      heads.hasMasks
      ? Sequential((0..<4).map { _ in style.headBlock(channels, channels) }) : nil
    maskPredictor =
      heads.hasMasks
      ? MaskPredictor(channels, units: channels, classes: classes, using: style.generator) : nil
    (self.settings, self.rules) = (settings, rules)
  }

  var coder: BoxCoder {
    BoxCoder(
      weights: [10, 10, 5, 5], rules.geometry, limitsShrinking: rules.limitsShrinking)
  }

  private func pooling(_ bins: Int) -> RegionPooling {
    RegionPooling(bins: bins, canonicalSize: settings.canonicalSize, rules)
  }

  /// Logits `[K, C]` and codes `[K, 4·C]` of the boxes of each image.
  func described(_ levels: [Tensor], _ boxes: [Tensor]) -> (logits: Tensor, codes: Tensor) {
    boxPredictor(boxHead(pooling(7)(levels, boxes)))
  }

  /// Logits of masks `[K, C, 28, 28]` of the boxes of each image; `nil` in a network without masks.
  func masks(_ levels: [Tensor], _ boxes: [Tensor]) -> Tensor? {
    guard let maskHead, let maskPredictor else { return nil }
    return maskPredictor(maskHead(pooling(14)(levels, boxes)))
  }
}
