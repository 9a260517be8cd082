/// Pixels `[H, W, C]`, the channels fastest, in memory that is used again for the next image.
final class PixelBuffer {
  private var memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 0)
  private(set) var size = PixelSize(width: 0, height: 0)
  private(set) var channels = 0

  /// What stays with the buffer between two images; that of a giant is given back.
  private static let keptCount = 1 << 25

  deinit { memory.deallocate() }

  /// Makes room for an image, whose pixels are undefined until they are written.
  func reshape(_ size: PixelSize, channels: Int) {
    (self.size, self.channels) = (size, channels)
    let count = size.width * size.height * channels
    guard memory.count < count || memory.count > max(count, Self.keptCount) else { return }
    memory.deallocate()
    memory = .allocate(capacity: count)
  }

  /// Makes one channel of red, green and blue: the luma of ITU-R BT.601, as Pillow's `convert("L")`.
  ///
  /// Source: `L24` in `src/libImaging/Convert.c` of Pillow.
  func becomeGray() {
    precondition(channels == 3, "gray is made of three channels")
    for place in 0..<size.area {
      let pixel = start + 3 * place
      let sum = Int(pixel[0]) * 19_595 + Int(pixel[1]) * 38_470 + Int(pixel[2]) * 7_471
      start[place] = UInt8(truncatingIfNeeded: (sum + 0x8000) >> 16)
    }
    channels = 1
  }

  /// Makes blue, green and red of red, green and blue, or back.
  func reverseChannels() {
    precondition(channels == 3, "only images of three channels have a blue one")
    for place in 0..<size.area {
      let pixel = start + 3 * place
      (pixel[0], pixel[2]) = (pixel[2], pixel[0])
    }
  }

  /// The first pixel's first channel.
  var start: UnsafeMutablePointer<UInt8> {
    guard let start = memory.baseAddress else { preconditionFailure("a buffer without memory") }
    return start
  }

  var bytes: UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(start: start, count: size.width * size.height * channels)
  }
}

/// Pixels `[H, W, C]`, the channels fastest, that somebody else keeps alive.
struct PixelView {
  let start: UnsafeMutablePointer<UInt8>
  let size: PixelSize
  let channels: Int
}

extension PixelBuffer {
  var view: PixelView { PixelView(start: start, size: size, channels: channels) }
}
