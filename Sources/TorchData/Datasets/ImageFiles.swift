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

  /// Three: gray images are read as red, green and blue of one strength.
  public var channels: Int { 3 }

  /// `nil`: each file has a size of its own.
  public var commonShape: ImageShape? { nil }

  /// The images in `paths`.
  ///
  /// - Parameters:
  ///   - paths: The path of each image.
  ///   - labels: As many as there are paths, each in 0 ..< `classNames.count`; others trap.
  ///   - classNames: The name of each class.
  ///   - passedOver: The images beside these that are not read.
  public init(
    paths: [String], labels: [Int], classNames: [String],
    passedOver: PassedOverImages = PassedOverImages()
  ) {
    precondition(
      paths.count == labels.count, "\(paths.count) files do not go with \(labels.count) labels")
    precondition(
      labels.allSatisfy(classNames.indices.contains),
      "a label lies outside of 0 ..< \(classNames.count)")
    (self.paths, self.labels, self.classNames) = (paths, labels, classNames)
    self.passedOver = passedOver
  }

  /// Calls `body` with the path of an image.
  public func withImage(
    at index: Int, _ body: (_ image: StoredImage) throws(DataError) -> Void
  ) throws(DataError) {
    try body(.file(paths[index]))
  }
}
