import Foundation

/// Chooses a part of an image: a share of its area, and a shape, at random.
///
/// Share `s ∈ scale` uniformly, ratio of width to height `r` with `ln r` uniformly in `ln ratio`; the part
/// is `√(s·H·W·r)` wide and `√(s·H·W/r)` high, at a place where it fits, each equally likely. After ten
/// draws that fit nowhere it is the largest part at the center whose shape is in `ratio`.
///
/// Source: Szegedy et al., "Going Deeper with Convolutions", CVPR 2015, section 6,
/// https://arxiv.org/abs/1409.4842; the ten draws and the roundings are torchvision's.
public struct RandomResizedCrop: Hashable, Sendable {
  /// The shares of the area.
  public let scale: ClosedRange<Double>

  /// The ratios of width to height.
  public let ratio: ClosedRange<Double>

  /// A crop with shares in `scale`, within (0, 1], and positive ratios in `ratio`.
  public init(
    scale: ClosedRange<Double> = 0.08...1, ratio: ClosedRange<Double> = 3.0 / 4...4.0 / 3
  ) {
    precondition(
      scale.lowerBound > 0 && scale.upperBound <= 1, "shares of an area lie in (0, 1]")
    precondition(
      ratio.lowerBound > 0 && ratio.upperBound.isFinite, "ratios of sides are positive numbers")
    (self.scale, self.ratio) = (scale, ratio)
  }

  /// The part of an image of `size` that the numbers of `random` choose.
  func region(in size: PixelSize, using random: inout SplitMix64) -> PixelRegion {
    let area = Double(size.width * size.height)
    for _ in 0..<10 {
      let share = area * random.uniform(in: scale)
      let shape = exp(random.uniform(in: log(ratio.lowerBound)...log(ratio.upperBound)))
      let width = Int((share * shape).squareRoot().rounded(.toNearestOrEven))
      let height = Int((share / shape).squareRoot().rounded(.toNearestOrEven))
      guard width > 0, width <= size.width, height > 0, height <= size.height else { continue }
      let y = random.next(below: size.height - height + 1)
      let x = random.next(below: size.width - width + 1)
      return PixelRegion(x: x, y: y, width: width, height: height)
    }
    return center(of: size)
  }

  private func center(of size: PixelSize) -> PixelRegion {
    let shape = Double(size.width) / Double(size.height)
    var (width, height) = (size.width, size.height)
    if shape < ratio.lowerBound {
      height = Int((Double(width) / ratio.lowerBound).rounded(.toNearestOrEven))
    } else if shape > ratio.upperBound {
      width = Int((Double(height) * ratio.upperBound).rounded(.toNearestOrEven))
    }
    // The side that shrinks could round to nothing, or beyond the image for extreme ratios.
    (width, height) = (min(max(width, 1), size.width), min(max(height, 1), size.height))
    return PixelRegion(
      x: (size.width - width) / 2, y: (size.height - height) / 2, width: width, height: height)
  }
}
