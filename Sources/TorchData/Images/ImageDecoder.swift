import CImages

/// Decodes JPEG and PNG files in memory to red, green and blue; for one thread at a time.
///
/// Gray becomes three equal channels, 16 bits their upper 8 (where Pillow 13 cuts gray off at 255),
/// and transparency is dropped. Inks are taken to be inverted, as Adobe's programs store them, and
/// become light by `(255 − ink)·(255 − black)/255`. All this is Pillow's `convert("RGB")`.
///
/// A JPEG file that breaks off, or has damage after which pixels would be guessed, is an error; bytes
/// too many between its parts are not.
///
/// Every image is decoded at its full size. At ½ or ¼ in each direction, which the format allows, a
/// photograph of 2000 × 1500 takes a quarter or a third less time, but is up to 2 or 9 levels off after
/// it was resized to 224.
final class ImageDecoder {
  /// Larger images are taken for an attack or a mistake; Pillow refuses the same ones.
  static let pixelLimit = 178_956_970

  private let handle: OpaquePointer
  private var path = ""

  init() {
    guard let handle = ci_decoder_new() else { preconditionFailure("no memory for a decoder") }
    self.handle = handle
  }

  deinit { ci_decoder_free(handle) }

  /// Reads the header of a file that lies in `bytes`, which must stay as they are until ``decode(_:into:)``.
  ///
  /// - Returns: The size of the image as it is stored.
  /// - Throws: `DataError` for another kind of file, for damage and for too large an image.
  func open(_ bytes: UnsafeRawBufferPointer, path: String) throws(DataError) -> PixelSize {
    let format: CIFormat
    switch ImageFormat(bytes) {
    case .jpeg: format = CIFormatJPEG
    case .png: format = CIFormatPNG
    case .other(let found): throw .notAnImage(file: path, found: found)
    }
    self.path = path
    var (width, height): (Int32, Int32) = (0, 0)
    let start = bytes.assumingMemoryBound(to: UInt8.self).baseAddress
    guard ci_open(handle, format, start, bytes.count, &width, &height) else { throw damage() }
    let size = PixelSize(width: Int(width), height: Int(height))
    guard size.width * size.height <= Self.pixelLimit else {
      throw .imageTooLarge(
        file: path, width: size.width, height: size.height, limit: Self.pixelLimit)
    }
    return size
  }

  /// Decodes `region` of the image that was opened, once: the same bytes as of the whole image.
  func decode(_ region: PixelRegion, into pixels: PixelBuffer) throws(DataError) {
    pixels.reshape(region.size, channels: 3)
    let part = CIRegion(
      x: Int32(region.x), y: Int32(region.y), width: Int32(region.width),
      height: Int32(region.height))
    guard ci_decode(handle, part, pixels.start) else { throw damage() }
  }

  private func damage() -> DataError {
    .corruptImage(file: path, reason: String(cString: ci_reason(handle)))
  }
}
