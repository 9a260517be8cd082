import Foundation

extension ImageOperation {
  /// Changes an image of one or three channels in place.
  func apply(to pixels: PixelView) {
    let (width, height) = (Float(pixels.size.width), Float(pixels.size.height))
    switch self {
    case .identity: return
    case .shearX(let shear):
      let shear = Float(shear)
      move(pixels) { x, y in (x + shear * (y + height / 2), y) }
    case .shearY(let shear):
      let shear = Float(shear)
      move(pixels) { x, y in (x, y + shear * (x + width / 2)) }
    case .translateX(let distance): move(pixels) { x, y in (x - Float(distance), y) }
    case .translateY(let distance): move(pixels) { x, y in (x, y - Float(distance)) }
    case .rotate(let degrees):
      let angle = degrees * .pi / 180
      let (cosine, sine) = (Float(cos(angle)), Float(sin(angle)))
      move(pixels) { x, y in (cosine * x - sine * y, sine * x + cosine * y) }
    case .color(let change): change.apply(to: pixels)
    case .sharpness(let factor): sharpen(pixels, by: Float(factor))
    case .posterize(let bits):
      let mask = UInt8(truncatingIfNeeded: 0xFF << (8 - bits))
      replace(pixels) { _ in (0...UInt8.max).map { $0 & mask } }
    case .solarize(let threshold):
      replace(pixels) { _ in (0...UInt8.max).map { Double($0) >= threshold ? 255 - $0 : $0 } }
    case .autoContrast: replace(pixels, by: Self.stretched)
    case .equalize: replace(pixels, by: Self.equalized)
    }
  }

  /// Has each pixel come from where `place` says, both counted from the center.
  private func move(_ pixels: PixelView, from place: (Float, Float) -> (Float, Float)) {
    let (width, height, channels) = (pixels.size.width, pixels.size.height, pixels.channels)
    let source = copy(of: pixels)
    let (middleX, middleY) = (Float(width) / 2 - 0.5, Float(height) / 2 - 0.5)
    func byte(_ x: Int, _ y: Int, _ channel: Int) -> Float {
      guard (0..<width).contains(x), (0..<height).contains(y) else { return 0 }
      return Float(source[(y * width + x) * channels + channel])
    }
    var target = pixels.start
    for row in 0..<height {
      for column in 0..<width {
        let from = place(Float(column) - middleX, Float(row) - middleY)
        let (x, y) = (from.0 + middleX, from.1 + middleY)
        let (left, top) = (x.rounded(.down), y.rounded(.down))
        let (right, below) = (x - left, y - top)
        let (i, j) = (Int(left), Int(top))
        for channel in 0..<channels {
          let upper = byte(i, j, channel) * (1 - right) + byte(i + 1, j, channel) * right
          let lower = byte(i, j + 1, channel) * (1 - right) + byte(i + 1, j + 1, channel) * right
          target[channel] = UInt8((upper * (1 - below) + lower * below).rounded(.toNearestOrEven))
        }
        target += channels
      }
    }
  }

  /// Mixes an image with a blurred one, in which a pixel weighs 5 and each of its neighbors 1; those at the border stay.
  private func sharpen(_ pixels: PixelView, by factor: Float) {
    let (width, height, channels) = (pixels.size.width, pixels.size.height, pixels.channels)
    guard width > 2, height > 2 else { return }
    let source = copy(of: pixels)
    let row = width * channels
    for y in 0..<height {
      for x in 0..<row {
        let place = y * row + x
        let own = Float(source[place])
        var blurred = own
        if y > 0, y < height - 1, x >= channels, x < row - channels {
          var sum = 4 * Int(source[place])
          for line in [place - row, place, place + row] {
            sum += Int(source[line - channels]) + Int(source[line]) + Int(source[line + channels])
          }
          blurred = (Float(sum) / 13).rounded(.toNearestOrEven)
        }
        let mixed = factor * own + (1 - factor) * blurred
        pixels.start[place] = UInt8(max(0, min(mixed, 255)))
      }
    }
  }

  /// Replaces each byte by what a table of its channel says, which is made of how often each byte is there.
  private func replace(_ pixels: PixelView, by table: ([Int]) -> [UInt8]) {
    let (area, channels) = (pixels.size.area, pixels.channels)
    for channel in 0..<channels {
      let start = pixels.start + channel
      var counts = Array(repeating: 0, count: 256)
      for place in 0..<area { counts[Int(start[place * channels])] += 1 }
      let table = table(counts)
      for place in 0..<area { start[place * channels] = table[Int(start[place * channels])] }
    }
  }

  private static func stretched(_ counts: [Int]) -> [UInt8] {
    let (least, most) = (
      counts.firstIndex { $0 > 0 } ?? 0, counts.lastIndex { $0 > 0 } ?? 0
    )
    guard most > least else { return Array(0...UInt8.max) }
    let scale = Float(255) / (Float(most) - Float(least))
    return (0...255).map { UInt8(max(0, min((Float($0) - Float(least)) * scale, 255))) }
  }

  private static func equalized(_ counts: [Int]) -> [UInt8] {
    let present = counts.filter { $0 > 0 }
    let step = present.dropLast().reduce(0, +) / 255
    guard step > 0 else { return Array(0...UInt8.max) }
    var sum = 0
    return counts.map { count in
      defer { sum += count }
      return UInt8(min((sum + step / 2) / step, 255))
    }
  }

  private func copy(of pixels: PixelView) -> [UInt8] {
    Array(UnsafeBufferPointer(start: pixels.start, count: pixels.size.area * pixels.channels))
  }
}
