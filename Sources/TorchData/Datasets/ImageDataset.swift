/// Images, each with the number of its class.
///
/// The images are reached through a closure, so that a data set may hold them in memory, map them
/// from a file or name the files that they lie in. The loader's workers read from several threads at
/// once, hence `Sendable`.
public protocol ImageDataset: Sendable {
  /// The class of each image, in 0 ..< ``classCount``; as many as there are images.
  var labels: [Int] { get }

  /// The number of classes, whether or not an image of each is there.
  var classCount: Int { get }

  /// The number of channels of every image: 1 for gray, 3 for red, green and blue.
  var channels: Int { get }

  /// The size `[C, H, W]` of every image; `nil` where each has its own.
  var commonShape: ImageShape? { get }

  /// Calls `body` once with an image, as it is stored.
  ///
  /// Memory that it points to is valid during the call only.
  ///
  /// - Parameters:
  ///   - index: The image, in 0 ..< ``count``.
  ///   - body: What to do with the image.
  /// - Throws: What `body` throws, and `DataError` where the image is read on demand and cannot be.
  func withImage(
    at index: Int, _ body: (_ image: StoredImage) throws(DataError) -> Void
  ) throws(DataError)
}

extension ImageDataset {
  /// The number of images.
  public var count: Int { labels.count }
}
