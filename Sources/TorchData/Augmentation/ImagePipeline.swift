public import Torch

/// What happens to each image on its way into a batch.
///
///     let pipeline = ImagePipeline(
///       normalization: .imageNet, crop: .randomResized(), imageSize: 224, flip: true)
///     let evaluation = pipeline.withoutAugmentation  // shorter side 256, center 224
///
/// In this order: crop and resize; color jitter; drawn operations; flip, where left and right change places with
/// probability ½; normalization, `(v/255 − mean) / deviation`, computed in double precision and rounded
/// once; erasing; and, on the whole batch, mixup or cutmix. Padding is normalized too: it is black, not
/// gray.
///
/// The random numbers of an image depend on the seed, the epoch and the place of the image in its data
/// set alone, those of a mixed batch on the seed, the epoch and the place of the batch.
public struct ImagePipeline: Hashable, Sendable {
  /// The mean and deviation of each channel.
  public let normalization: Normalization

  /// Which part of an image is seen.
  public let crop: Crop

  /// The height and width of the images in a batch; `nil` for those of the data set.
  public let imageSize: Int?

  /// Whether images are mirrored at random.
  public let flip: Bool

  /// How colors change at random.
  public let colorJitter: ColorJitter?

  /// How operations are drawn at random.
  public let operations: OperationDraw?

  /// Whether images lose a part at random.
  public let randomErasing: RandomErasing?

  /// The parameter `α` of mixup: two images are blended, with shares of the distribution `Beta(α, α)`.
  ///
  /// Source: Zhang, Cissé, Dauphin and Lopez-Paz, "mixup: Beyond Empirical Risk Minimization", ICLR 2018,
  /// https://arxiv.org/abs/1710.09412.
  public let mixup: Double?

  /// The parameter `α` of cutmix: a rectangle of each image comes from another one.
  ///
  /// What stays of the area is of the distribution `Beta(α, α)`. With mixup too, each batch has one of
  /// both, equally likely.
  ///
  /// Source: Yun et al., "CutMix: Regularization Strategy to Train Strong Classifiers with Localizable
  /// Features", ICCV 2019, https://arxiv.org/abs/1905.04899.
  public let cutmix: Double?

  /// Whether images in files are turned as the camera noted (EXIF); torchvision's loaders do not.
  public let appliesOrientation: Bool

  /// The type of the normalized values: `.float32` or `.float64`.
  public let dtype: DType

  /// A pipeline for images with as many channels as `normalization`.
  ///
  /// - Parameters:
  ///   - normalization: The mean and deviation of each channel.
  ///   - crop: Which part of an image is seen; a padding of 0 or more, usual is 4 for 32 × 32.
  ///   - imageSize: The height and width in a batch, positive; `nil` for those of the data set.
  ///   - flip: Whether images are mirrored at random.
  ///   - colorJitter: How colors change at random.
  ///   - operations: How operations are drawn at random.
  ///   - randomErasing: Whether images lose a part at random.
  ///   - mixup: The parameter of mixup, positive.
  ///   - cutmix: The parameter of cutmix, positive.
  ///   - appliesOrientation: Whether images in files are turned as the camera noted.
  ///   - dtype: `.float32` or `.float64`; others trap.
  public init(
    normalization: Normalization, crop: Crop = .none, imageSize: Int? = nil, flip: Bool = false,
    colorJitter: ColorJitter? = nil, operations: OperationDraw? = nil,
    randomErasing: RandomErasing? = nil, mixup: Double? = nil, cutmix: Double? = nil,
    appliesOrientation: Bool = false, dtype: DType = .float32
  ) {
    precondition(imageSize ?? 1 > 0, "images of \(imageSize ?? 1) pixels have none")
    precondition(
      dtype == .float32 || dtype == .float64, "images become float32 or float64, not \(dtype)")
    for alpha in [mixup, cutmix].compactMap(\.self) {
      precondition(alpha > 0 && alpha.isFinite, "a parameter of \(alpha) mixes nothing")
    }
    switch crop {
    case .padded(let padding):
      precondition(padding >= 0, "a padding of \(padding) pixels is negative")
    case .center(let resize):
      precondition(resize ?? 1 > 0, "a side of \(resize ?? 1) pixels has none")
    case .randomResized: break
    }
    (self.normalization, self.crop, self.imageSize) = (normalization, crop, imageSize)
    (self.flip, self.colorJitter, self.randomErasing) = (flip, colorJitter, randomErasing)
    (self.mixup, self.cutmix, self.appliesOrientation) = (mixup, cutmix, appliesOrientation)
    (self.operations, self.dtype) = (operations, dtype)
  }

  /// The same without anything random, for evaluation: a random resized crop becomes the center of the
  /// resized image, a padded one the image as it is.
  public var withoutAugmentation: ImagePipeline { evaluating(resize: nil) }

  /// The same without anything random, for evaluation, with a shorter side of `resize` pixels before the
  /// center is cut out; of no effect on a padded crop.
  public func evaluating(resize: Int?) -> ImagePipeline {
    let crop: Crop =
      switch crop {
      case .padded: .none
      case .randomResized: .center(resize: resize)
      case .center(let own): .center(resize: resize ?? own)
      }
    return ImagePipeline(
      normalization: normalization, crop: crop, imageSize: imageSize,
      appliesOrientation: appliesOrientation, dtype: dtype)
  }

  /// The padding before the random crop; 0 for no such crop.
  var padding: Int { if case .padded(let padding) = crop { padding } else { 0 } }

  /// Whether all that happens is a shift and a mirroring.
  var isShift: Bool {
    if case .padded = crop { colorJitter == nil && operations == nil } else { false }
  }

  /// The size `[C, H, W]` in a batch of images from `dataset`.
  package func outputShape(of dataset: some ImageDataset) -> ImageShape {
    let side = imageSize.map { ImageShape(channels: dataset.channels, height: $0, width: $0) }
    if case .padded = crop {
      guard let common = dataset.commonShape else {
        preconditionFailure(
          "a padded crop needs images of one size, and those of this data set have many: "
            + "choose .randomResized or .center")
      }
      precondition(
        side == nil || side == common, "a padded crop does not resize images to \(imageSize ?? 0)")
      return common
    }
    guard let shape = side ?? dataset.commonShape else {
      preconditionFailure(
        "the images of a batch have one size, those of this data set have many: give imageSize")
    }
    return shape
  }
}
