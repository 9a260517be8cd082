public import Torch

/// What happens to each image on its way into a batch: random crop, random flip, normalization.
///
/// - Crop: the image is padded on all sides with ``cropPadding`` bytes of 0 and cut to its size again at
///   a random place, each of the `(2·padding + 1)²` places equally likely.
/// - Flip: left and right change places with probability ½.
/// - Normalization: `(v/255 − mean) / deviation`, computed in double precision and rounded once. The
///   padding is normalized too: it is black, not gray.
///
/// The random numbers of an image depend on the seed, the epoch and the place of the image in its data
/// set alone.
///
/// Source: He, Zhang, Ren and Sun, "Deep Residual Learning for Image Recognition", CVPR 2016, section
/// 4.2, https://arxiv.org/abs/1512.03385.
public struct ImagePipeline: Sendable {
  /// The mean and deviation of each channel.
  public let normalization: Normalization

  /// The width in pixels of the padding before the random crop; 0 for no crop.
  public let cropPadding: Int

  /// Whether images are mirrored at random.
  public let flip: Bool

  /// The type of the normalized values: `.float32` or `.float64`.
  public let dtype: DType

  /// A pipeline for images with as many channels as `normalization`.
  ///
  /// - Parameters:
  ///   - normalization: The mean and deviation of each channel.
  ///   - cropPadding: The padding before the random crop, 0 or more; usual is 4 for 32 × 32.
  ///   - flip: Whether images are mirrored at random.
  ///   - dtype: `.float32` or `.float64`; others trap.
  public init(
    normalization: Normalization, cropPadding: Int = 0, flip: Bool = false, dtype: DType = .float32
  ) {
    precondition(cropPadding >= 0, "a padding of \(cropPadding) pixels is negative")
    precondition(
      dtype == .float32 || dtype == .float64, "images become float32 or float64, not \(dtype)")
    (self.normalization, self.cropPadding) = (normalization, cropPadding)
    (self.flip, self.dtype) = (flip, dtype)
  }

  /// The same without crop and flip: for evaluation.
  public var withoutAugmentation: ImagePipeline {
    ImagePipeline(normalization: normalization, dtype: dtype)
  }

  /// Whether an image looks different from epoch to epoch.
  var isRandom: Bool { cropPadding > 0 || flip }
}
