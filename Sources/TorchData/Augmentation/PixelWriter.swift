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
