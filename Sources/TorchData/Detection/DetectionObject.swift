public import Coco

/// An object in an image: what a detector is to find there.
public struct DetectionObject: Hashable, Sendable {
  /// The box in pixels of the image as it is stored: the left and upper edge, width and height.
  public var box: Box

  /// The category, as a place in the data set's ``DetectionDataset/categories``.
  public var category: Int

  /// The area in pixels by which the object counts as small, medium or large; not always that of the box or
  /// of the mask.
  public var area: Double

  /// Whether it stands for many.
  ///
  /// Nobody learns from a crowd, and detections within it count neither for nor against.
  public var isCrowd: Bool

  /// The pixels of the object, in a mask of the image's size; `nil` where masks are not asked for.
  public var mask: RunLengths?

  /// An object.
  ///
  /// - Parameters:
  ///   - box: The box, in pixels of the image as it is stored.
  ///   - category: A place in the data set's categories.
  ///   - area: The area in pixels; `nil` for that of the mask, or else of the box.
  ///   - isCrowd: Whether it stands for many.
  ///   - mask: The pixels.
  public init(
    box: Box, category: Int, area: Double? = nil, isCrowd: Bool = false, mask: RunLengths? = nil
  ) {
    (self.box, self.category, self.isCrowd, self.mask) = (box, category, isCrowd, mask)
    self.area = area ?? mask.map { Double($0.area) } ?? box.area
  }
}
