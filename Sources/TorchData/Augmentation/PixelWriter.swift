/// Writes augmented, normalized images into a batch.
///
/// A byte becomes a number by a look into a table of its channel, which holds all 256 answers.
struct PixelWriter<Scalar: BinaryFloatingPoint & Sendable>: Sendable {
  private let shape: ImageShape
  private let isChannelsLast: Bool
  private let tables: [Scalar]

  init(normalization: Normalization, shape: ImageShape, isChannelsLast: Bool) {
    self.shape = shape
    self.isChannelsLast = isChannelsLast
    tables = (0..<shape.channels).flatMap { channel in
      (0...UInt8.max).map { Scalar(normalization.value(of: $0, channel: channel)) }
    }
  }

  /// Writes the image `pixels` `[C, H, W]` to `output`: `[H, W, C]` or `[C, H, W]`.
  func write(
    _ pixels: UnsafeBufferPointer<UInt8>, _ part: CropAndFlip,
    to output: UnsafeMutablePointer<Scalar>
  ) {
    precondition(pixels.count == shape.valueCount, "an image has another size than its data set")
    guard let source = pixels.baseAddress else { return }
    tables.withUnsafeBufferPointer { tables in
      guard let tables = tables.baseAddress else { return }
      for channel in 0..<shape.channels {
        writePlane(
          source + channel * shape.planeCount, part, table: tables + 256 * channel,
          to: output + (isChannelsLast ? channel : channel * shape.planeCount),
          step: isChannelsLast ? shape.channels : 1)
      }
    }
  }

  /// Writes one channel, whose values lie `step` apart.
  private func writePlane(
    _ source: UnsafePointer<UInt8>, _ part: CropAndFlip, table: UnsafePointer<Scalar>,
    to output: UnsafeMutablePointer<Scalar>, step: Int
  ) {
    let (height, width) = (shape.height, shape.width)
    // The columns of the crop that lie in the image; on both sides of them is padding.
    let first = min(max(0, -part.columnOffset), width)
    let last = max(0, min(width - part.columnOffset, width))
    // A flipped row is written from its end.
    let start = part.isFlipped ? (width - 1) * step : 0
    let stride = part.isFlipped ? -step : step
    for row in 0..<height {
      let target = output + row * width * step + start
      let sourceRow = row + part.rowOffset
      guard sourceRow >= 0, sourceRow < height else {
        fill(target, width, stride: stride, table[0])
        continue
      }
      fill(target, first, stride: stride, table[0])
      look(
        up: source + sourceRow * width + first + part.columnOffset, last - first, in: table,
        to: target + first * stride, stride: stride)
      fill(target + last * stride, width - last, stride: stride, table[0])
    }
  }

  /// Writes the window of an image `[H', W', C]` whose corner is at (`top`, `left`); what lies outside of
  /// the image is black.
  func write(
    _ image: PixelView, _ window: CenterWindow, isFlipped: Bool,
    to output: UnsafeMutablePointer<Scalar>
  ) {
    precondition(image.channels == shape.channels, "an image has other channels than its data set")
    let (width, channels) = (shape.width, shape.channels)
    let first = min(max(0, -window.left), width)
    let last = max(first, min(width, image.size.width - window.left))
    let step = isChannelsLast ? channels : 1
    let plane = isChannelsLast ? 1 : shape.planeCount
    let stride = isFlipped ? -step : step
    tables.withUnsafeBufferPointer { tables in
      guard let tables = tables.baseAddress else { return }
      for row in 0..<shape.height {
        let target = output + row * width * step + (isFlipped ? (width - 1) * step : 0)
        let sourceRow = row + window.top
        let isInside = sourceRow >= 0 && sourceRow < image.size.height
        let (start, end) = isInside ? (first, last) : (width, width)
        for channel in 0..<channels where start > 0 || end < width {
          let (target, black) = (target + channel * plane, tables[256 * channel])
          fill(target, start, stride: stride, black)
          fill(target + end * stride, width - end, stride: stride, black)
        }
        guard isInside else { continue }
        let source = image.start + (sourceRow * image.size.width + first + window.left) * channels
        look(
          up: source, last - first, in: tables, to: target + first * stride, stride: stride,
          plane: plane)
      }
    }
  }

  /// Overwrites a part of an image with 0.
  func erase(_ region: PixelRegion, in output: UnsafeMutablePointer<Scalar>) {
    let (planes, step) = isChannelsLast ? (1, shape.channels) : (shape.channels, 1)
    for plane in 0..<planes {
      for row in region.y..<region.y + region.height {
        let start = plane * shape.planeCount + (row * shape.width + region.x) * step
        (output + start).update(repeating: 0, count: region.width * step)
      }
    }
  }

  /// Looks up `count` pixels whose channels lie side by side; in the output they lie `plane` apart.
  @inline(__always)
  private func look(
    up source: UnsafePointer<UInt8>, _ count: Int, in tables: UnsafePointer<Scalar>,
    to target: UnsafeMutablePointer<Scalar>, stride: Int, plane: Int
  ) {
    var (source, target) = (source, target)
    if shape.channels == 3 {
      let (red, green, blue) = (tables, tables + 256, tables + 512)
      for _ in 0..<count {
        target[0] = red[Int(source[0])]
        target[plane] = green[Int(source[1])]
        target[2 * plane] = blue[Int(source[2])]
        source += 3
        target += stride
      }
      return
    }
    for _ in 0..<count {
      for channel in 0..<shape.channels {
        target[channel * plane] = tables[256 * channel + Int(source[channel])]
      }
      source += shape.channels
      target += stride
    }
  }

  @inline(__always)
  private func fill(
    _ target: UnsafeMutablePointer<Scalar>, _ count: Int, stride: Int, _ value: Scalar
  ) {
    var target = target
    for _ in 0..<count {
      target.pointee = value
      target += stride
    }
  }

  @inline(__always)
  private func look(
    up source: UnsafePointer<UInt8>, _ count: Int, in table: UnsafePointer<Scalar>,
    to target: UnsafeMutablePointer<Scalar>, stride: Int
  ) {
    var target = target
    for i in 0..<count {
      target.pointee = table[Int(source[i])]
      target += stride
    }
  }
}
