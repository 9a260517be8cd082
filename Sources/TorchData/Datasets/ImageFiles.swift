/// Images that lie in files of their own, as the layout of a data set lists them.
///
/// Nothing is read before a loader asks for an image.
public struct ImageFiles: ImageDataset, Hashable {
  /// The path of each image, a JPEG or PNG file.
  public let paths: [String]

  /// The class of each image, in 0 ..< ``classCount``.
  public let labels: [Int]

  /// The name of each class, in the order of the labels.
  public let classNames: [String]

  /// The images beside these that are of formats which are not read.
  public let passedOver: PassedOverImages

  /// The number of classes.
  public var classCount: Int { classNames.count }

  /// 3: gray images are read as red, green and blue of one strength; or 1: colors are read as gray.
  public let channels: Int

  /// `nil`: each file has a size of its own.
  public var commonShape: ImageShape? { nil }

  /// The images in `paths`.
  ///
  /// - Parameters:
  ///   - paths: The path of each image.
  ///   - labels: As many as there are paths, each in 0 ..< `classNames.count`; others trap.
  ///   - classNames: The name of each class.
  ///   - passedOver: The images beside these that are not read.
  ///   - channels: 3 for colors, 1 for gray; others trap.
  public init(
    paths: [String], labels: [Int], classNames: [String],
    passedOver: PassedOverImages = PassedOverImages(), channels: Int = 3
  ) {
    precondition(channels == 1 || channels == 3, "image files are read in 1 or 3 channels")
    precondition(
      paths.count == labels.count, "\(paths.count) files do not go with \(labels.count) labels")
    precondition(
      labels.allSatisfy(classNames.indices.contains),
      "a label lies outside of 0 ..< \(classNames.count)")
    (self.paths, self.labels, self.classNames) = (paths, labels, classNames)
    (self.passedOver, self.channels) = (passedOver, channels)
  }

  /// Calls `body` with the path of an image.
  public func withImage(
    at index: Int, _ body: (_ image: StoredImage) throws(DataError) -> Void
  ) throws(DataError) {
    try body(.file(paths[index]))
  }
}
