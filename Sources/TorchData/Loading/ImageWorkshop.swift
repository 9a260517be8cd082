import Torch

/// What one thread needs to bring images to the size of a batch: a decoder, and memory that is used for
/// one image after the other.
final class ImageWorkshop {
  private let file = FileBuffer()
  private let decoder = ImageDecoder()
  private let stored = PixelBuffer()
  private let turned = PixelBuffer()
  private let window = PixelBuffer()

  /// Calls `body` once with an image whose part at a window of `target`'s size goes into the batch: cut,
  /// resized, its colors changed.
  ///
  /// - Parameters:
  ///   - image: The image as it is stored, which is not changed.
  ///   - pipeline: What happens to it.
  ///   - key: Where its random numbers come from.
  ///   - target: The size in the batch.
  ///   - body: What to do with the pixels, which are valid during the call only.
  /// - Throws: `DataError` for a file that cannot be read or decoded.
  func prepare(
    _ image: StoredImage, _ pipeline: ImagePipeline, _ key: ImageKey, target: PixelSize,
    _ body: (PixelView, CenterWindow) -> Void
  ) throws(DataError) {
    let source = try open(
      image, isGray: pipeline.normalization.mean.count == 1,
      appliesOrientation: pipeline.appliesOrientation)
    let changes = colorChanges(pipeline, key)
    let operations = drawnOperations(pipeline, key, target)
    func finish(_ pixels: PixelView, _ corner: CenterWindow) {
      guard !changes.isEmpty || !operations.isEmpty else { return body(pixels, corner) }
      let part = cutOut(pixels, corner, target)
      for change in changes { change.apply(to: part) }
      for operation in operations { operation.apply(to: part) }
      body(part, CenterWindow(top: 0, left: 0))
    }
    switch pipeline.crop {
    case .padded:
      let shift = pipeline.cropAndFlip(seed: key.seed, epoch: key.epoch, index: key.index)
      let corner = CenterWindow(top: shift.rowOffset, left: shift.columnOffset)
      finish(try pixels(of: source, .whole(source.size)).view, corner)
    case .randomResized(let crop):
      var random = key.random(.resizedCrop)
      let region = crop.region(in: source.size, using: &random)
      resize(try pixels(of: source, region), to: target) {
        finish($0, CenterWindow(top: 0, left: 0))
      }
    case .center(let resize):
      let size = source.size.resized(shorterSide: resize, target: target)
      let corner = CenterWindow(of: size, target: target)
      guard let part = WindowResizing(of: source.size, to: size, corner, target: target) else {
        return self.resize(try pixels(of: source, .whole(source.size)), to: size) {
          finish($0, corner)
        }
      }
      show(part.resized(tensor(of: try pixels(of: source, part.region)))) {
        finish($0, part.corner)
      }
    }
  }

  /// An image that is open: how large it is, and where its pixels come from.
  private struct Source {
    let size: PixelSize
    let origin: Origin
  }

  private enum Origin {
    case planes(UnsafePointer<UInt8>, channels: Int)
    case file(stored: PixelSize, Orientation, isGray: Bool)
  }

  /// The whole image as it is stored, or as its file says that it was taken, in memory that is used again for the next
  /// one.
  func whole(
    _ image: StoredImage, isGray: Bool, appliesOrientation: Bool = false
  ) throws(DataError) -> PixelBuffer {
    let source = try open(image, isGray: isGray, appliesOrientation: appliesOrientation)
    return try pixels(of: source, .whole(source.size))
  }

  private func open(
    _ image: StoredImage, isGray: Bool, appliesOrientation: Bool
  ) throws(DataError) -> Source {
    switch image {
    case .pixels(let pixels, let shape):
      guard pixels.count == shape.valueCount, let start = pixels.baseAddress else {
        preconditionFailure("an image has another size than its data set")
      }
      return Source(
        size: PixelSize(width: shape.width, height: shape.height),
        origin: .planes(start, channels: shape.channels))
    case .file(let path):
      let bytes = try file.read(path)
      let stored = try decoder.open(bytes, path: path)
      let orientation = appliesOrientation ? EXIF.orientation(bytes) : .upright
      return Source(
        size: orientation.upright(stored),
        origin: .file(stored: stored, orientation, isGray: isGray))
    }
  }

  /// A part of an open image, upright.
  private func pixels(
    of source: Source, _ region: PixelRegion
  ) throws(DataError) -> PixelBuffer {
    switch source.origin {
    case .planes(let start, let channels):
      interleave(start, source.size, channels: channels, region)
      return stored
    case .file(let size, let orientation, let isGray):
      try decoder.decode(orientation.stored(region, in: size), into: stored)
      if isGray { stored.becomeGray() }
      guard orientation != .upright else { return stored }
      orientation.turn(stored, into: turned)
      return turned
    }
  }

  /// Copies a part of an image `[C, H, W]`, the channels side by side.
  private func interleave(
    _ planes: UnsafePointer<UInt8>, _ size: PixelSize, channels: Int, _ region: PixelRegion
  ) {
    stored.reshape(region.size, channels: channels)
    for channel in 0..<channels {
      for row in 0..<region.height {
        let start = (channel * size.height + region.y + row) * size.width + region.x
        var target = stored.start + row * region.width * channels + channel
        for column in 0..<region.width {
          target.pointee = planes[start + column]
          target += channels
        }
      }
    }
  }

  private func colorChanges(_ pipeline: ImagePipeline, _ key: ImageKey) -> [ColorJitter.Change] {
    guard let jitter = pipeline.colorJitter else { return [] }
    var random = key.random(.colorJitter)
    return jitter.changes(using: &random)
  }

  private func drawnOperations(
    _ pipeline: ImagePipeline, _ key: ImageKey, _ size: PixelSize
  ) -> [ImageOperation] {
    guard let draw = pipeline.operations else { return [] }
    var random = key.random(.operations)
    return draw.operations(on: size, using: &random).filter { $0 != .identity }
  }

  /// Calls `body` with the image at another size.
  private func resize(_ pixels: PixelBuffer, to size: PixelSize, _ body: (PixelView) -> Void) {
    guard pixels.size != size else { return body(pixels.view) }
    let resized = withoutGrad {
      tensor(of: pixels).resized(to: [size.height, size.width]).contiguous(.channelsLast)
    }
    show(resized, body)
  }

  /// A tensor that shows the pixels to libtorch where they are.
  func tensor(of pixels: PixelBuffer) -> Tensor {
    Tensor(
      viewing: pixels.bytes, shape: [1, pixels.channels, pixels.size.height, pixels.size.width],
      dtype: .uint8, memoryFormat: .channelsLast, keeping: pixels)
  }

  /// Calls `body` with the pixels of a tensor `[1, C, H, W]`.
  private func show(_ image: Tensor, _ body: (PixelView) -> Void) {
    image.withBytes { bytes in
      guard let start = bytes.bindMemory(to: UInt8.self).baseAddress else { return }
      body(
        PixelView(
          start: start, size: PixelSize(width: image.size(3), height: image.size(2)),
          channels: image.size(1)))
    }
  }

  /// The window of an image, in memory of its own; black outside of the image.
  private func cutOut(_ pixels: PixelView, _ corner: CenterWindow, _ size: PixelSize) -> PixelView {
    if pixels.size == size, corner == CenterWindow(top: 0, left: 0) { return pixels }
    let channels = pixels.channels
    window.reshape(size, channels: channels)
    window.bytes.initializeMemory(as: UInt8.self, repeating: 0)
    let first = max(0, -corner.left)
    let last = min(size.width, pixels.size.width - corner.left)
    guard first < last else { return window.view }
    for row in 0..<size.height where (0..<pixels.size.height).contains(row + corner.top) {
      let source = ((row + corner.top) * pixels.size.width + first + corner.left) * channels
      (window.start + (row * size.width + first) * channels)
        .update(from: pixels.start + source, count: (last - first) * channels)
    }
    return window.view
  }
}
