public import Torch

/// Features of boxes, each taken from the level of a pyramid that suits its size.
///
/// A box of `s` = √(w·h) belongs to the level `⌊4 + log2(s/224) + 10⁻⁶⌋`, of 2 to 5. Source: Lin et al., "Feature
/// Pyramid Networks for Object Detection", CVPR 2017, equation 1, https://arxiv.org/abs/1612.03144.
public struct RegionPooling: Hashable, Sendable {
  /// The bins along each side of a box.
  public let bins: Int
  /// The samples along each side of a bin.
  public let samples: Int
  /// The size √(w·h) that belongs to level 4.
  public let canonicalSize: Double
  /// How boxes are measured, and rounded.
  public let rules: DetectorRules

  /// A pooling to `[bins, bins]`.
  public init(
    bins: Int, samples: Int = 2, canonicalSize: Double = 224,
    _ rules: DetectorRules = .torchvision
  ) {
    (self.bins, self.samples, self.canonicalSize) = (bins, samples, canonicalSize)
    self.rules = rules
  }

  /// The level of each of the boxes `[K, 4]`, from 0, which is the pyramid's level 2: int64 `[K]`.
  public func levels(_ boxes: Tensor, count: Int) -> Tensor {
    let size = rules.geometry.areas(boxes).sqrt()
    let exact =
      rules.roundsLevelBehindLogarithm
      ? (size / canonicalSize).log2() + 4.0 + 1e-6
      : (size / (canonicalSize / 4) + 1e-6).log2() + 2.0
    return exact.floor().clamped(2...Double(count + 1)).to(.int64)
      - Tensor.full([1], 2, dtype: .int64, device: boxes.device)
  }

  /// The features of the boxes of each image.
  ///
  /// - Parameters:
  ///   - levels: `[N, C, Hᵢ, Wᵢ]`, of a quarter, an eighth, … of the images' size.
  ///   - boxes: `[Kₙ, 4]` of each image.
  /// - Returns: `[K, C, bins, bins]`, image after image.
  public func callAsFunction(_ levels: [Tensor], _ boxes: [Tensor]) -> Tensor {
    let (regions, ofRegions) = withoutGrad {
      let all = Tensor.concatenated(boxes)
      let images = Tensor.concatenated(
        boxes.enumerated().map { index, boxes in
          .full([boxes.size(0), 1], Double(index), dtype: boxes.dtype, device: boxes.device)
        })
      return (Tensor.concatenated([images, all], dim: 1), self.levels(all, count: levels.count))
    }
    var (parts, places) = ([Tensor](), [Int]())
    for (level, features) in levels.enumerated() {
      let taken = (ofRegions .== level).nonzeroIndices()
      parts.append(
        features.aligned(
          regions.indexSelect(0, taken), size: [bins, bins], scale: 1 / Double(4 << level),
          samples: samples))
      places += taken.array(of: Int.self)
    }
    var order = [Int](repeating: 0, count: places.count)
    for (position, place) in places.enumerated() { order[place] = position }
    return Tensor.concatenated(parts).indexSelect(0, Tensor(order).to(regions.device))
  }
}
