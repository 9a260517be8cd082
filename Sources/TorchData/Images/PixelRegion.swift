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
