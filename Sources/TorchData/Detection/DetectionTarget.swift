public import Torch

/// What a detector learns from in one image of a batch: the same as torchvision's detectors take.
///
/// The coordinates are those of the image in the batch: resized, and mirrored where the image was. Objects
/// that nobody learns from are not in it: crowds, and what `DetectionConvention` leaves out.
public struct DetectionTarget {
  /// `[n, 4]` in the dtype of the images: the left, upper, right and lower edge `x1, y1, x2, y2` in pixels.
  ///
  /// `[0, 4]` in an image without objects. With `DetectionConvention.paper` the last two are the last pixel's,
  /// so that a box is `x2 − x1 + 1` wide, else `x2 − x1`.
  public let boxes: Tensor

  /// `[n]`, int64: the label of each object, in 1 ..< ``DetectionCategories/labelCount(by:)``; 0 is the background.
  public let labels: Tensor

  /// `[n, h, w]`, uint8: 1 where the object is, 0 elsewhere, of the image's size in the batch without its
  /// padding; `nil` where masks are not asked for.
  public let masks: Tensor?

  /// The number of objects `n`.
  public var count: Int { labels.size(0) }

  /// What is to be found; traps where the shapes do not go together.
  public init(boxes: Tensor, labels: Tensor, masks: Tensor? = nil) {
    precondition(
      boxes.shape == [labels.size(0), 4] && masks.map { $0.size(0) == labels.size(0) } ?? true,
      "boxes \(boxes.shape), labels \(labels.shape) and masks \(masks?.shape ?? []) of other objects"
    )
    (self.boxes, self.labels, self.masks) = (boxes, labels, masks)
  }

  /// The same on another device.
  public func to(_ device: Device) -> DetectionTarget { moved { $0.to(device) } }

  /// The same where `move` brings its tensors.
  package func moved(by move: (Tensor) -> Tensor) -> DetectionTarget {
    DetectionTarget(boxes: move(boxes), labels: move(labels), masks: masks.map(move))
  }
}
