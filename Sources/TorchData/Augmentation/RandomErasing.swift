import Foundation

/// Overwrites a random rectangle of a normalized image with 0, the mean.
///
/// With a probability, a share `s ∈ scale` of the area uniformly, and a ratio of height to width `r` with
/// `ln r` uniformly in `ln ratio`; after ten draws that do not fit the image stays as it is.
///
/// Source: Zhong, Zheng, Kang, Li and Yang, "Random Erasing Data Augmentation", AAAI 2020,
/// https://arxiv.org/abs/1708.04896, in torchvision's form.
public struct RandomErasing: Hashable, Sendable {
  /// The probability that an image loses a part.
  public let probability: Double

  /// The shares of the area.
  public let scale: ClosedRange<Double>

  /// The ratios of height to width.
  public let ratio: ClosedRange<Double>

  /// Erasing with `probability` in [0, 1], shares within [0, 1] and positive ratios; others trap.
  public init(
    probability: Double, scale: ClosedRange<Double> = 0.02...0.33,
    ratio: ClosedRange<Double> = 0.3...3.3
  ) {
    precondition((0...1).contains(probability), "a probability lies in [0, 1]")
    precondition(
      scale.lowerBound >= 0 && scale.upperBound <= 1, "shares of an area lie in [0, 1]")
    precondition(
      ratio.lowerBound > 0 && ratio.upperBound.isFinite, "ratios of sides are positive numbers")
    (self.probability, self.scale, self.ratio) = (probability, scale, ratio)
  }

  /// The part of an image of `size` that goes, if one does.
  func region(in size: PixelSize, using random: inout SplitMix64) -> PixelRegion? {
    guard random.uniform() < probability else { return nil }
    let area = Double(size.width * size.height)
    for _ in 0..<10 {
      let share = area * random.uniform(in: scale)
      let shape = exp(random.uniform(in: log(ratio.lowerBound)...log(ratio.upperBound)))
      let height = Int((share * shape).squareRoot().rounded(.toNearestOrEven))
      let width = Int((share / shape).squareRoot().rounded(.toNearestOrEven))
      guard height < size.height, width < size.width else { continue }
      let y = random.next(below: size.height - height + 1)
      let x = random.next(below: size.width - width + 1)
      return PixelRegion(x: x, y: y, width: width, height: height)
    }
    return nil
  }
}
