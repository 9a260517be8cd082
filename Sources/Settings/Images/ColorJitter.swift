/// Changes brightness, contrast, saturation and hue at random, in random order.
///
/// Each factor is drawn uniformly: of brightness, contrast and saturation from `1 − x … 1 + x`, but not
/// below 0; of hue, a shift as a share of the color circle, from `−x … x`. With a factor `f`:
///
/// - brightness: `f·v`;
/// - contrast: `f·v + (1 − f)·m`, where `m` is the mean of the gray image;
/// - saturation: `f·v + (1 − f)·g`, where `g` is the pixel's gray `⌊.2989 r + .587 g + .114 b⌋`;
/// - hue: the hue of hue, saturation and value goes on by `f`.
///
/// Results are cut off at 0 and 255 and rounded down, as in torchvision's `ColorJitter` of bytes. Of a
/// gray image only brightness and contrast change.
///
/// As a text it is `B,C,S,H`. One number alone stands for brightness, contrast and saturation; what is
/// left out is 0.
public struct ColorJitter: Hashable, Sendable {
  /// How far brightness goes from 1: 0 or more; 0 leaves it alone.
  public var brightness: Double

  /// How far contrast goes from 1: 0 or more.
  public var contrast: Double

  /// How far saturation goes from 1: 0 or more.
  public var saturation: Double

  /// How far hue goes from 0, as a share of the circle: 0 to ½.
  public var hue: Double

  /// Changes of so much at most; numbers out of range trap.
  public init(
    brightness: Double = 0, contrast: Double = 0, saturation: Double = 0, hue: Double = 0
  ) {
    precondition(
      [brightness, contrast, saturation].allSatisfy { $0 >= 0 && $0.isFinite },
      "brightness, contrast and saturation change by 0 or more")
    precondition((0...0.5).contains(hue), "hue changes by 0 to ½ of the circle")
    (self.brightness, self.contrast) = (brightness, contrast)
    (self.saturation, self.hue) = (saturation, hue)
  }
}

extension ColorJitter: TextValue {
  /// One to four numbers.
  public static let expectation =
    "B,C,S,H or its beginning, such as 0.4 or 0.4,0.4,0.4,0.1, none below 0, not all of them 0, and "
    + "H at most 0.5"

  /// The changes that a text describes.
  public init?(_ text: String) {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
    let values = numbers.compactMap { $0 }
    guard values.count == numbers.count, (1...4).contains(values.count),
      values.allSatisfy({ $0.isFinite && $0 >= 0 }), values.count < 4 || values[3] <= 0.5,
      values.contains(where: { $0 > 0 })
    else { return nil }
    let rest = values.count == 1 ? [values[0], values[0]] : Array(values.dropFirst())
    let padded = [values[0]] + rest + [0, 0, 0]
    self.init(brightness: padded[0], contrast: padded[1], saturation: padded[2], hue: padded[3])
  }

  /// The text with all four numbers.
  public var description: String {
    [brightness, contrast, saturation, hue].map { "\($0)" }.joined(separator: ",")
  }
}
