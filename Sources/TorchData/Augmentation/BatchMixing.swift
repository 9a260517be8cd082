/// How the images of one batch are mixed with their neighbors: image `i` with image `i − 1`, the first
/// with the last.
enum BatchMixing: Equatable {
  /// `share·xᵢ + (1 − share)·xᵢ₋₁`.
  case blend(share: Double)

  /// `xᵢ` with `region` from `xᵢ₋₁`.
  case paste(region: PixelRegion, share: Double)

  /// How much of each image is its own.
  var share: Double {
    switch self {
    case .blend(let share), .paste(_, let share): share
    }
  }
}

extension ImagePipeline {
  /// How the batch at place `number` of an epoch is mixed: a function of these three numbers alone.
  func mixing(seed: UInt64, epoch: Int, batch number: Int, size: PixelSize) -> BatchMixing? {
    guard mixup != nil || cutmix != nil else { return nil }
    var random = SplitMix64(seed: seed, purpose: .mixing, epoch: epoch, index: number)
    let prefersMixup = random.next(below: 2) == 0
    if let mixup, cutmix == nil || prefersMixup {
      return .blend(share: random.beta(mixup))
    }
    let share = random.beta(cutmix ?? 1)
    let part = 0.5 * (1 - share).squareRoot()
    let (halfWidth, halfHeight) = (Int(part * Double(size.width)), Int(part * Double(size.height)))
    let (x, y) = (random.next(below: size.width), random.next(below: size.height))
    let (left, right) = (max(x - halfWidth, 0), min(x + halfWidth, size.width))
    let (top, bottom) = (max(y - halfHeight, 0), min(y + halfHeight, size.height))
    let region = PixelRegion(x: left, y: top, width: right - left, height: bottom - top)
    let pasted = Double(region.width * region.height) / Double(size.width * size.height)
    return .paste(region: region, share: 1 - pasted)
  }
}

extension BatchMixing {
  /// Mixes `count` images of `shape`, which lie one after the other, in place.
  func apply<Scalar: BinaryFloatingPoint>(
    to images: UnsafeMutablePointer<Scalar>, count: Int, shape: ImageShape, isChannelsLast: Bool
  ) {
    guard count > 1 else { return }
    // From the last image to the first each finds its neighbor unchanged, but for the first.
    let size = shape.valueCount
    let last = UnsafeMutablePointer<Scalar>.allocate(capacity: size)
    defer { last.deallocate() }
    last.update(from: images + (count - 1) * size, count: size)
    for place in stride(from: count - 1, through: 0, by: -1) {
      let neighbor = place == 0 ? last : images + (place - 1) * size
      switch self {
      case .blend(let share):
        blend(images + place * size, neighbor, Scalar(share), Scalar(1 - share), size)
      case .paste(let region, _):
        paste(
          neighbor, to: images + place * size, region, shape, isChannelsLast: isChannelsLast)
      }
    }
  }

  private func blend<Scalar: BinaryFloatingPoint>(
    _ image: UnsafeMutablePointer<Scalar>, _ neighbor: UnsafeMutablePointer<Scalar>,
    _ share: Scalar, _ rest: Scalar, _ count: Int
  ) {
    for i in 0..<count { image[i] = share * image[i] + rest * neighbor[i] }
  }

  private func paste<Scalar: BinaryFloatingPoint>(
    _ neighbor: UnsafeMutablePointer<Scalar>, to image: UnsafeMutablePointer<Scalar>,
    _ region: PixelRegion, _ shape: ImageShape, isChannelsLast: Bool
  ) {
    // Channels-last, a row holds all channels of its pixels; else each channel is an image.
    let (planes, step) = isChannelsLast ? (1, shape.channels) : (shape.channels, 1)
    for plane in 0..<planes {
      for row in region.y..<region.y + region.height {
        let start = plane * shape.planeCount + (row * shape.width + region.x) * step
        (image + start).update(from: neighbor + start, count: region.width * step)
      }
    }
  }
}
