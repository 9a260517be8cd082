public import Settings
public import Torch

/// What happens to each image and its objects on their way to a detector.
///
///     let pipeline = DetectionPipeline(masks: true)
///     let evaluation = pipeline.withoutAugmentation
///
/// An image is mirrored with probability ½, normalized, and brought to a size: the shorter side becomes
/// ``minSize`` pixels long, but the longer one at most ``maxSize``. Boxes and masks go with it. A batch is as
/// large as its largest image, its sides rounded up to multiples of ``divisor``.
///
/// By torchvision's convention the numbers are those of its `GeneralizedRCNNTransform`: normalized first, then
/// resized without antialiasing to `⌊side · scale⌋`. By the paper's, bytes are resized to `⌊side · scale + ½⌋`
/// and rounded, then mirrored, then normalized; a box ends at its last pixel.
///
/// What is random depends on the seed, the epoch and the place of the image in its data set alone.
public struct DetectionPipeline: Hashable, Sendable {
  /// By whose rules.
  public let convention: DetectionConvention

  /// The mean and deviation of each channel, in the order in which the network sees the channels.
  public let normalization: Normalization

  /// Whether the network sees blue, green and red, as the authors' networks with group norm do.
  public let isBlueFirst: Bool

  /// The length of the shorter side in pixels.
  public let minSize: Int

  /// The most that the longer side may have, in pixels.
  public let maxSize: Int

  /// What the sides of a batch are multiples of.
  public let divisor: Int

  /// Whether images are mirrored at random.
  public let flip: Bool

  /// Whether there is a mask of each object.
  public let masks: Bool

  /// The type of the normalized values and of the boxes: `.float32` or `.float64`.
  public let dtype: DType

  /// A pipeline, by default that of COCO.
  ///
  /// - Parameters:
  ///   - convention: By whose rules.
  ///   - normalization: The mean and deviation of each channel.
  ///   - isBlueFirst: Whether the network sees blue, green and red.
  ///   - minSize: The length of the shorter side, positive.
  ///   - maxSize: The most that the longer side may have, at least `minSize`.
  ///   - divisor: What the sides of a batch are multiples of, positive.
  ///   - flip: Whether images are mirrored at random.
  ///   - masks: Whether there is a mask of each object.
  ///   - dtype: `.float32` or `.float64`; others trap.
  public init(
    convention: DetectionConvention = .torchvision, normalization: Normalization = .imageNet,
    isBlueFirst: Bool = false, minSize: Int = 800, maxSize: Int = 1333, divisor: Int = 32,
    flip: Bool = true, masks: Bool = false, dtype: DType = .float32
  ) {
    precondition(
      minSize > 0 && maxSize >= minSize, "no image has sides of \(minSize) to \(maxSize) pixels")
    precondition(divisor > 0, "no side is a multiple of \(divisor)")
    precondition(
      dtype == .float32 || dtype == .float64, "images become float32 or float64, not \(dtype)")
    precondition(
      !isBlueFirst || normalization.mean.count == 3, "only images of three channels have a blue one"
    )
    (self.convention, self.normalization) = (convention, normalization)
    (self.isBlueFirst, self.divisor, self.flip) = (isBlueFirst, divisor, flip)
    (self.minSize, self.maxSize, self.masks, self.dtype) = (minSize, maxSize, masks, dtype)
  }

  /// The same without anything random, for evaluation.
  public var withoutAugmentation: DetectionPipeline {
    DetectionPipeline(
      convention: convention, normalization: normalization, isBlueFirst: isBlueFirst,
      minSize: minSize, maxSize: maxSize, divisor: divisor, flip: false, masks: masks, dtype: dtype)
  }

  /// The size in the batch of an image of another size.
  public func size(of image: PixelSize) -> PixelSize {
    let scale = scale(of: image)
    let half = convention == .paper ? 0.5 : 0
    func scaled(_ side: Int) -> Int { max(Int((Double(side) * scale + half).rounded(.down)), 1) }
    return PixelSize(width: scaled(image.width), height: scaled(image.height))
  }

  /// How many times as large an image becomes.
  func scale(of image: PixelSize) -> Double {
    let (short, long) = (min(image.width, image.height), max(image.width, image.height))
    return min(Double(minSize) / Double(short), Double(maxSize) / Double(long))
  }

  /// The size of a batch of images of these sizes in it.
  func paddedSize(of sizes: [PixelSize]) -> PixelSize {
    func padded(_ side: KeyPath<PixelSize, Int>) -> Int {
      let longest = sizes.map { $0[keyPath: side] }.max() ?? 0
      return (longest + divisor - 1) / divisor * divisor
    }
    return PixelSize(width: padded(\.width), height: padded(\.height))
  }

  /// Whether an image is mirrored: a function of its key alone.
  func isFlipped(_ key: ImageKey) -> Bool {
    guard flip else { return false }
    var random = key.random(.augmentation)
    return random.next(below: 2) == 1
  }
}
