extension ColorJitter.Change {
  /// Changes an image of one or three channels in place.
  func apply(to pixels: PixelView) {
    let count = pixels.size.width * pixels.size.height
    let isGray = pixels.channels == 1
    switch self {
    case .brightness(let factor):
      let factor = Float(factor)
      look(up: pixels) { Float($0) * factor }
    case .contrast(let factor):
      let mean = isGray ? meanOfBytes(pixels.start, count) : meanOfGray(pixels.start, count)
      let (factor, rest) = (Float(factor), Float(1 - factor) * mean)
      look(up: pixels) { Float($0) * factor + rest }
    case .saturation(let factor):
      if !isGray { saturate(pixels.start, count, factor: Float(factor), rest: Float(1 - factor)) }
    case .hue(let shift):
      if !isGray { turnHue(pixels.start, count, by: Float(shift)) }
    }
  }

  /// Replaces each byte by what `value` makes of it.
  private func look(up pixels: PixelView, value: (UInt8) -> Float) {
    let table = (0...UInt8.max).map { byte(value($0)) }
    table.withUnsafeBufferPointer { table in
      for i in 0..<pixels.size.width * pixels.size.height * pixels.channels {
        pixels.start[i] = table[Int(pixels.start[i])]
      }
    }
  }

  @inline(__always)
  private func byte(_ value: Float) -> UInt8 { UInt8(max(0, min(value, 255))) }

  @inline(__always)
  private func gray(_ pixel: UnsafeMutablePointer<UInt8>) -> Float {
    let sum = 0.2989 * Float(pixel[0]) + 0.587 * Float(pixel[1]) + 0.114 * Float(pixel[2])
    return sum.rounded(.down)
  }

  private func meanOfBytes(_ start: UnsafeMutablePointer<UInt8>, _ count: Int) -> Float {
    var sum = 0
    for i in 0..<count { sum += Int(start[i]) }
    return Float(Double(sum) / Double(count))
  }

  private func meanOfGray(_ start: UnsafeMutablePointer<UInt8>, _ count: Int) -> Float {
    var sum = 0
    for i in 0..<count { sum += Int(gray(start + 3 * i)) }
    return Float(Double(sum) / Double(count))
  }

  private func saturate(
    _ start: UnsafeMutablePointer<UInt8>, _ count: Int, factor: Float, rest: Float
  ) {
    var pixel = start
    for _ in 0..<count {
      let light = rest * gray(pixel)
      for channel in 0..<3 { pixel[channel] = byte(Float(pixel[channel]) * factor + light) }
      pixel += 3
    }
  }

  /// Through hue in [0, 1), saturation and value.
  ///
  /// Source: Smith, "Color Gamut Transform Pairs", SIGGRAPH 1978, https://doi.org/10.1145/965139.807361.
  private func turnHue(_ start: UnsafeMutablePointer<UInt8>, _ count: Int, by shift: Float) {
    var pixel = start
    for _ in 0..<count {
      let (r, g, b) = (Float(pixel[0]) / 255, Float(pixel[1]) / 255, Float(pixel[2]) / 255)
      let (value, least) = (max(r, g, b), min(r, g, b))
      let range = value - least
      if range > 0 {
        let sixths =
          value == r ? (g - b) / range : value == g ? 2 + (b - r) / range : 4 + (r - g) / range
        var hue = sixths / 6 + shift
        hue -= hue.rounded(.down)
        write(hue: hue, saturation: range / value, value: value, to: pixel)
      }
      pixel += 3
    }
  }

  @inline(__always)
  private func write(
    hue: Float, saturation: Float, value: Float, to pixel: UnsafeMutablePointer<UInt8>
  ) {
    let sector = (6 * hue).rounded(.down)
    let part = 6 * hue - sector
    let p = value * (1 - saturation)
    let q = value * (1 - saturation * part)
    let t = value * (1 - saturation * (1 - part))
    let (r, g, b) =
      switch Int(sector) {
      case 1: (q, value, p)
      case 2: (p, value, t)
      case 3: (p, q, value)
      case 4: (t, p, value)
      case 5: (value, p, q)
      default: (value, t, p)
      }
    // 256 equal steps, as torchvision turns numbers in [0, 1] into bytes.
    let steps: Float = 255.999
    (pixel[0], pixel[1], pixel[2]) = (byte(r * steps), byte(g * steps), byte(b * steps))
  }
}
