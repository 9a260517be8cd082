public import Coco

/// What is known of an image beside its pixels.
public struct DetectionExample: Hashable, Sendable {
  /// The place of the image in its data set.
  public var index: Int

  /// What the data set calls the image; results name it so.
  public var imageID: CocoIdentifier

  /// The size of the image as it is stored.
  public var size: PixelSize

  /// All that there is to be found, crowds too; none in an image without objects.
  public var objects: [DetectionObject]

  /// An image with its objects.
  public init(index: Int, imageID: CocoIdentifier, size: PixelSize, objects: [DetectionObject]) {
    (self.index, self.imageID, self.size, self.objects) = (index, imageID, size, objects)
  }
}
