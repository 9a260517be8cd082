/// The size of an image or of a part of it.
public struct PixelSize: Hashable, Sendable {
  /// The number of columns `W`.
  public var width: Int

  /// The number of rows `H`.
  public var height: Int

  /// A size of `width` columns and `height` rows.
  public init(width: Int, height: Int) { (self.width, self.height) = (width, height) }

  /// The number of pixels.
  public var area: Int { width * height }

  /// The size whose shorter side is `length`, of the same shape; the longer side is rounded down, as in
  /// torchvision's `Resize`.
  func withShorterSide(_ length: Int) -> PixelSize {
    let (short, long) = (min(width, height), max(width, height))
    let scaled = Int(Double(length * long) / Double(short))
    return width <= height
      ? PixelSize(width: length, height: scaled) : PixelSize(width: scaled, height: length)
  }

  /// The size before the center is cut out, as ``Crop/center(resize:)`` says it.
  func resized(shorterSide: Int?, target: PixelSize) -> PixelSize {
    if let shorterSide { return withShorterSide(shorterSide) }
    if self == target { return self }
    let side = Double(min(target.width, target.height))
    return withShorterSide(Int((side * 8 / 7).rounded()))
  }
}
