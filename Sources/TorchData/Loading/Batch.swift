public import Torch

/// Some images and their classes, ready for the network.
public struct Batch {
  /// The normalized images, `[N, C, H, W]` in the loader's memory format.
  public let images: Tensor

  /// The class of each image, `[N]`, int64.
  public let labels: Tensor

  /// The place of each image in the loader's data set.
  public let indices: [Int]

  /// What was mixed into the images by mixup or cutmix; `nil` for nothing.
  ///
  /// With it, the loss `L` of the network's output `y` is `share · L(y, labels) + (1 − share) ·
  /// L(y, partnerLabels)`.
  public let mixing: Mixing?

  /// The number of images `N`.
  public var count: Int { indices.count }

  /// What each image of a batch got from another one.
  public struct Mixing {
    /// The class of the image that was mixed in, `[N]`, int64.
    public let partnerLabels: Tensor

    /// How much of each image is its own, in [0, 1].
    public let share: Double
  }
}
