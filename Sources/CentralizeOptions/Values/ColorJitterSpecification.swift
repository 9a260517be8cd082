/// How far the colors of training images are changed at random, as `--color-jitter` says it.
///
/// Written `B,C,S,H`: brightness, contrast and saturation are each multiplied by a number of
/// `[max(0, 1 − x), 1 + x]`, the hue is turned by a share of the circle of `[−H, H]`. One number alone
/// stands for brightness, contrast and saturation; what is left out is 0.
public struct ColorJitterSpecification: Hashable, Sendable {
  /// How far the brightness is changed, from 0.
  public var brightness: Double
  /// How far the contrast is changed, from 0.
  public var contrast: Double
  /// How far the saturation is changed, from 0.
  public var saturation: Double
  /// How far the hue is turned, in [0, 0.5].
  public var hue: Double

  /// Changes made of their parts.
  public init(brightness: Double, contrast: Double, saturation: Double, hue: Double = 0) {
    (self.brightness, self.contrast) = (brightness, contrast)
    (self.saturation, self.hue) = (saturation, hue)
  }

  /// The changes that a text describes.
  ///
  /// - Throws: `OptionsError.outOfRange` with the form that is understood.
  public init(_ text: String) throws(OptionsError) {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
    let values = numbers.compactMap { $0 }
    guard values.count == numbers.count, (1...4).contains(values.count),
      values.allSatisfy({ $0.isFinite && $0 >= 0 }), values.count < 4 || values[3] <= 0.5,
      values.contains(where: { $0 > 0 })
    else {
      throw .outOfRange(
        .colorJitter,
        expected: "B,C,S,H or its beginning, such as 0.4 or 0.4,0.4,0.4,0.1, none below 0, not all "
          + "of them 0, and H at most 0.5", found: "'\(text)'")
    }
    let rest = values.count == 1 ? [values[0], values[0]] : Array(values.dropFirst())
    let padded = [values[0]] + rest + [0, 0, 0]
    self.init(
      brightness: padded[0], contrast: padded[1], saturation: padded[2], hue: padded[3])
  }
}

extension ColorJitterSpecification: CustomStringConvertible {
  /// The text that `init(_:)` reads, with all four numbers.
  public var description: String {
    [brightness, contrast, saturation, hue].map { "\($0)" }.joined(separator: ",")
  }
}

extension ColorJitterSpecification: Codable {
  /// Reads the text form.
  public init(from decoder: any Decoder) throws {
    try self.init(decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the text form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
