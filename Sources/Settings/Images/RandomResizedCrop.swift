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
  public var scale: ClosedRange<Double>

  /// The ratios of width to height.
  public var ratio: ClosedRange<Double>

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
}
