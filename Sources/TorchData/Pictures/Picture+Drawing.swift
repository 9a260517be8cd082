public import Coco

extension Picture {
  /// Sets a pixel, where it lies in the picture.
  mutating func set(_ x: Int, _ y: Int, to color: Color) {
    guard (0..<size.width).contains(x), (0..<size.height).contains(y) else { return }
    let place = 3 * (y * size.width + x)
    (pixels[place], pixels[place + 1], pixels[place + 2]) = (color.red, color.green, color.blue)
  }

  /// Draws the edge of a box, two pixels wide; what lies outside of the picture is left out.
  public mutating func draw(_ box: Box, in color: Color) {
    let (left, top) = (Self.place(box.x), Self.place(box.y))
    let (right, bottom) = (
      max(Self.place(box.x + box.width) - 1, left), max(Self.place(box.y + box.height) - 1, top)
    )
    let (columns, rows) = (
      max(left, 0)..<max(min(right + 1, size.width), max(left, 0)),
      max(top, 0)..<max(min(bottom + 1, size.height), max(top, 0))
    )
    for inset in 0..<2 {
      for x in columns {
        set(x, top + inset, to: color)
        set(x, bottom - inset, to: color)
      }
      for y in rows {
        set(left + inset, y, to: color)
        set(right - inset, y, to: color)
      }
    }
  }

  /// Lays a color half over the pixels of a mask, which is as large as the picture.
  public mutating func draw(_ mask: RunLengths, in color: Color) {
    precondition(
      mask.width == size.width && mask.height == size.height, "a mask of another picture")
    var start = 0
    for (index, count) in mask.counts.enumerated() {
      defer { start += Int(count) }
      guard index & 1 == 1 else { continue }
      for pixel in start..<start + Int(count) {
        let place = 3 * (pixel % mask.height * size.width + pixel / mask.height)
        for (channel, value) in [color.red, color.green, color.blue].enumerated() {
          pixels[place + channel] = UInt8((Int(pixels[place + channel]) + Int(value)) / 2)
        }
      }
    }
  }

  /// Writes a line with its lower left corner at a place, white on a color, moved into the picture.
  public mutating func draw(_ text: String, x: Double, y: Double, on color: Color) {
    let letters = PictureFont.letters(text)
    let (width, height) = (letters.count * PictureFont.width + 1, PictureFont.height + 2)
    let left = max(min(Self.place(x), size.width - width), 0)
    let top = max(min(Self.place(y) - height, size.height - height), 0)
    for row in 0..<height {
      for column in 0..<width {
        let (letter, place) = (column - 1).quotientAndRemainder(dividingBy: PictureFont.width)
        let isInk =
          column > 0
          && PictureFont.hasInk(letters[letter], column: place, row: row - 1)
        set(left + column, top + row, to: isInk ? (255, 255, 255) : color)
      }
    }
  }

  private static func place(_ coordinate: Double) -> Int {
    Int(min(max(coordinate.rounded(), -1e6), 1e6))
  }
}
