/// Images of one size, each with the number of its class.
///
/// The pixels are reached through a closure, so that a data set may hold them in memory, map them
/// from a file or decode them on demand. The loader's workers read from several threads at once,
/// hence `Sendable`.
public protocol ImageDataset: Sendable {
  /// The class of each image, in 0 ..< ``classCount``; as many as there are images.
  var labels: [Int] { get }

  /// The number of classes, whether or not an image of each is there.
  var classCount: Int { get }

  /// The size `[C, H, W]` of every image.
  var imageShape: ImageShape { get }

  /// Calls `body` once with the pixels of an image, channel by channel, row by row: `[C, H, W]`,
  /// 0 to 255.
  ///
  /// The memory is valid during the call only.
  ///
  /// - Parameters:
  ///   - index: The image, in 0 ..< ``count``.
  ///   - body: What to do with the `C · H · W` bytes.
  /// - Throws: `DataError` where the image is read on demand and cannot be.
  func withPixels(
    at index: Int, _ body: (_ pixels: UnsafeBufferPointer<UInt8>) -> Void
  ) throws(DataError)
}

extension ImageDataset {
  /// The number of images.
  public var count: Int { labels.count }
}
