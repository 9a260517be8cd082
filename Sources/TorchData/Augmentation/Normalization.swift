/// Turns bytes into numbers near zero: `(v/255 − mean) / deviation`, channel by channel.
public struct Normalization: Hashable, Sendable {
  /// The mean of each channel, as a share of 255: in [0, 1].
  public let mean: [Double]

  /// The standard deviation of each channel, as a share of 255: positive.
  public let deviation: [Double]

  /// A normalization of as many channels as there are numbers in `mean` and in `deviation`.
  public init(mean: [Double], deviation: [Double]) {
    precondition(
      mean.count == deviation.count && !mean.isEmpty,
      "\(mean.count) means do not go with \(deviation.count) deviations")
    precondition(
      mean.allSatisfy(\.isFinite) && deviation.allSatisfy { $0.isFinite && $0 > 0 },
      "means are finite numbers and deviations positive ones")
    (self.mean, self.deviation) = (mean, deviation)
  }

  /// The value that a byte of `channel` becomes, in double precision.
  func value(of byte: UInt8, channel: Int) -> Double {
    (Double(byte) / 255 - mean[channel]) / deviation[channel]
  }
}

extension Normalization {
  /// The means and deviations of ImageNet's training images, which pre-trained networks expect.
  public static let imageNet = Normalization(
    mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225])

  /// Bytes of blue, green and red less ImageNet's means: what pre-trained networks of Detectron expect, such as
  /// the paper's with group norm.
  ///
  /// For ``DetectionPipeline/isBlueFirst``.
  ///
  /// Source: `img_norm_cfg` of `configs/gn/mask_rcnn_r50_fpn_gn_2x.py` of mmdetection 1.0.
  public static let detectron = Normalization(
    mean: [103.53 / 255, 116.28 / 255, 123.675 / 255], deviation: [1 / 255, 1 / 255, 1 / 255])
}
