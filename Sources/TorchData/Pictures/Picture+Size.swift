extension Picture {
  /// The picture with each pixel as a square of `factor` by `factor`, positive.
  public func enlarged(by factor: Int) -> Picture {
    var large: [UInt8] = []
    large.reserveCapacity(pixels.count * factor * factor)
    for row in 0..<size.height {
      let start = large.count
      for column in 0..<size.width {
        let place = 3 * (row * size.width + column)
        for _ in 0..<factor { large += pixels[place..<(place + 3)] }
      }
      let line = large[start...]
      for _ in 1..<factor { large += line }
    }
    return Picture(
      PixelSize(width: size.width * factor, height: size.height * factor), pixels: large)
  }

  /// The picture with each square of `factor` by `factor` pixels, positive, as their mean; at the right and the
  /// lower edge of what is left there.
  public func reduced(by factor: Int) -> Picture {
    func count(_ length: Int) -> Int { (length + factor - 1) / factor }
    let target = PixelSize(width: count(size.width), height: count(size.height))
    var small: [UInt8] = []
    small.reserveCapacity(3 * target.area)
    for row in 0..<target.height {
      let rows = (row * factor)..<min((row + 1) * factor, size.height)
      for column in 0..<target.width {
        let columns = (column * factor)..<min((column + 1) * factor, size.width)
        for channel in 0..<3 {
          var sum = 0
          for y in rows {
            for x in columns { sum += Int(pixels[3 * (y * size.width + x) + channel]) }
          }
          let area = rows.count * columns.count
          small.append(UInt8((sum + area / 2) / area))
        }
      }
    }
    return Picture(target, pixels: small)
  }
}
