/// How a camera was held: what has to be done to the stored image for up to be up.
///
/// Source: CIPA DC-008, "Exchangeable image file format for digital still cameras: Exif Version 2.32",
/// section 4.6.4, tag 0112.
struct Orientation: Hashable {
  /// Whether rows and columns change places; before the mirroring below.
  let transposes: Bool

  /// Whether the stored columns run from right to left.
  let mirrorsColumns: Bool

  /// Whether the stored rows run from the bottom to the top.
  let mirrorsRows: Bool

  /// The image as it is stored.
  static let upright = Orientation(transposes: false, mirrorsColumns: false, mirrorsRows: false)

  private init(transposes: Bool, mirrorsColumns: Bool, mirrorsRows: Bool) {
    self.transposes = transposes
    (self.mirrorsColumns, self.mirrorsRows) = (mirrorsColumns, mirrorsRows)
  }

  /// The orientation that tag 0112 calls `number`; upright for any but 1 … 8.
  init(number: Int) {
    self =
      (1...8).contains(number)
      ? Orientation(
        transposes: number > 4, mirrorsColumns: [2, 3, 7, 8].contains(number),
        mirrorsRows: [3, 4, 6, 7].contains(number))
      : .upright
  }

  /// The size of a stored image when it is upright.
  func upright(_ stored: PixelSize) -> PixelSize {
    transposes ? PixelSize(width: stored.height, height: stored.width) : stored
  }

  /// The part of the stored image that `region` of the upright image is.
  func stored(_ region: PixelRegion, in size: PixelSize) -> PixelRegion {
    var part =
      transposes
      ? PixelRegion(x: region.y, y: region.x, width: region.height, height: region.width) : region
    if mirrorsColumns { part.x = size.width - part.x - part.width }
    if mirrorsRows { part.y = size.height - part.y - part.height }
    return part
  }

  /// Writes stored pixels upright into `target`.
  func turn(_ source: PixelBuffer, into target: PixelBuffer) {
    let (stored, channels) = (source.size, source.channels)
    target.reshape(upright(stored), channels: channels)
    var output = target.start
    for y in 0..<target.size.height {
      for x in 0..<target.size.width {
        let (column, row) = transposes ? (y, x) : (x, y)
        let storedColumn = mirrorsColumns ? stored.width - 1 - column : column
        let storedRow = mirrorsRows ? stored.height - 1 - row : row
        let input = source.start + (storedRow * stored.width + storedColumn) * channels
        output.update(from: input, count: channels)
        output += channels
      }
    }
  }
}
