public import Torch

/// Some images and their classes, ready for the network.
public struct Batch {
  /// The normalized images, `[N, C, H, W]` in the loader's memory format.
  public let images: Tensor

  /// The class of each image, `[N]`, int64.
  public let labels: Tensor

  /// The place of each image in the loader's data set.
  public let indices: [Int]

  /// The number of images `N`.
  public var count: Int { indices.count }
}
