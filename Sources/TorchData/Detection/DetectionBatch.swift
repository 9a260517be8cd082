public import Torch

/// Some images and what is to be found in them, ready for a detector.
public struct DetectionBatch {
  /// The normalized images, `[N, C, H, W]` in the loader's memory format.
  ///
  /// Image `i` lies in the upper left corner, in ``sizes```[i]`; the rest is 0, which is the mean. `H` and `W`
  /// are multiples of the pipeline's divisor.
  public let images: Tensor

  /// The size of each image in the batch, without its padding.
  public let sizes: [PixelSize]

  /// What is to be found in each image.
  public let targets: [DetectionTarget]

  /// What is known of each image: where it comes from, its size as it is stored, and all of its objects.
  public let examples: [DetectionExample]

  /// The number of images `N`.
  public var count: Int { sizes.count }

  /// A batch; traps where the numbers of images do not go together.
  public init(
    images: Tensor, sizes: [PixelSize], targets: [DetectionTarget], examples: [DetectionExample]
  ) {
    let count = images.size(0)
    precondition(
      sizes.count == count && targets.count == count && examples.count == count,
      "\(count) images with \(sizes.count) sizes, \(targets.count) targets and \(examples.count) examples"
    )
    (self.images, self.sizes, self.targets, self.examples) = (images, sizes, targets, examples)
  }

  /// The same on another device.
  public func to(_ device: Device) -> DetectionBatch { moved { $0.to(device) } }

  /// The same where `move` brings its tensors.
  package func moved(by move: (Tensor) -> Tensor) -> DetectionBatch {
    DetectionBatch(
      images: move(images), sizes: sizes, targets: targets.map { $0.moved(by: move) },
      examples: examples)
  }
}
