/// A rectangle of pixels, counted from the left and from the top.
struct PixelRegion: Hashable {
  var x: Int
  var y: Int
  var width: Int
  var height: Int

  static func whole(_ size: PixelSize) -> PixelRegion {
    PixelRegion(x: 0, y: 0, width: size.width, height: size.height)
  }

  var size: PixelSize { PixelSize(width: width, height: height) }
}

/// The size of an image or of a part of it.
struct PixelSize: Hashable {
  var width: Int
  var height: Int

  /// The number of pixels.
  var area: Int { width * height }

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
