/// Images in which objects are to be found.
///
/// The images are reached through a closure, so that a data set may draw them, hold them in memory or name
/// the files that they lie in. The loader's workers read from several threads at once, hence `Sendable`.
public protocol DetectionDataset: Sendable {
  /// The number of images.
  var count: Int { get }

  /// The kinds of objects.
  var categories: DetectionCategories { get }

  /// The number of channels of every image: 1 for gray, 3 for red, green and blue.
  var channels: Int { get }

  /// Whether there is a mask of each object.
  var hasMasks: Bool { get }

  /// The size of the image at `index` as it is stored, known without reading it.
  func size(at index: Int) -> PixelSize

  /// What is known of the image at `index` beside its pixels.
  ///
  /// - Parameters:
  ///   - index: The image, in 0 ..< ``count``.
  ///   - masks: Whether masks are wanted; without, objects come faster.
  /// - Returns: Its name, size and objects.
  /// - Throws: `DataError` where the objects are read on demand and cannot be.
  func example(at index: Int, masks: Bool) throws(DataError) -> DetectionExample

  /// Calls `body` once with the image at `index`, as it is stored, and what is known of it.
  ///
  /// Memory that the image points to is valid during the call only.
  ///
  /// - Parameters:
  ///   - index: The image, in 0 ..< ``count``.
  ///   - masks: Whether masks are wanted.
  ///   - body: What to do with the image.
  /// - Throws: What `body` throws, and `DataError` where the image is read on demand and cannot be.
  func withImage(
    at index: Int, masks: Bool,
    _ body: (_ image: StoredImage, _ example: DetectionExample) throws(DataError) -> Void
  ) throws(DataError)
}

extension DetectionDataset {
  /// The image at `index` as it is stored, to be drawn on.
  ///
  /// - Throws: `DataError` for an image that cannot be read.
  public func picture(at index: Int) throws(DataError) -> Picture {
    var picture: Picture?
    try withImage(at: index, masks: false) { (image, _) throws(DataError) in
      picture = try Picture(image)
    }
    guard let picture else { preconditionFailure("a data set without the image \(index)") }
    return picture
  }
}
