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
public struct ColorJitter: Hashable, Sendable {
  /// How far brightness goes from 1: 0 or more; 0 leaves it alone.
  public let brightness: Double

  /// How far contrast goes from 1: 0 or more.
  public let contrast: Double

  /// How far saturation goes from 1: 0 or more.
  public let saturation: Double

  /// How far hue goes from 0, as a share of the circle: 0 to ½.
  public let hue: Double

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

  /// One change of an image.
  enum Change: Equatable {
    case brightness(Double)
    case contrast(Double)
    case saturation(Double)
    case hue(Double)
  }

  /// The changes that the numbers of `random` choose, in their order.
  func changes(using random: inout SplitMix64) -> [Change] {
    // All are drawn in any case, so that switching one on leaves the others as they are.
    let order = random.permutation(4)
    let factors = [brightness, contrast, saturation].map {
      random.uniform(in: max(0, 1 - $0)...1 + $0)
    }
    let shift = random.uniform(in: -hue...hue)
    return order.compactMap { kind in
      switch kind {
      case 0: brightness > 0 ? .brightness(factors[0]) : nil
      case 1: contrast > 0 ? .contrast(factors[1]) : nil
      case 2: saturation > 0 ? .saturation(factors[2]) : nil
      default: hue > 0 ? .hue(shift) : nil
      }
    }
  }
}
