/// Which part of an image the network sees.
public enum Crop: Hashable, Sendable {
  /// The image, padded on all sides with so many bytes of 0 and cut to its size again at a random
  /// place, each of the `(2·padding + 1)²` places equally likely; 0 for the image as it is.
  ///
  /// For data sets whose images have one size.
  ///
  /// Source: He, Zhang, Ren and Sun, "Deep Residual Learning for Image Recognition", CVPR 2016, section
  /// 4.2, https://arxiv.org/abs/1512.03385.
  case padded(Int)

  /// A part of random area and shape, resized to the size of the batch; by default 8 to 100 % of the
  /// area, of a shape between 3:4 and 4:3.
  case randomResized(RandomResizedCrop = RandomResizedCrop())

  /// The center, after the shorter side was resized to `resize`; without it, an image of the batch's
  /// size is taken as it is, and of others the shorter side becomes 8/7 of it: 256 for 224.
  ///
  /// Where the resized image is smaller than the batch's size, it lies on black.
  case center(resize: Int? = nil)

  /// The whole image as it is, for data sets whose images have one size.
  public static let none = Crop.padded(0)
}

extension Crop {
  /// Which kind of crop, its numbers aside.
  public enum Kind: String, CaseIterable, Codable, Hashable, Sendable {
    /// All of the image, moved a little over a border of zeros: for images of one size.
    case padded
    /// A part of random area and shape, brought to one size.
    case randomResized = "random-resized"
    /// The center, after the shorter side was brought to one length.
    case center

    /// One line for people who choose a crop.
    public var summary: String {
      switch self {
      case .padded: "the image moved a little over a border of zeros, for images of one size"
      case .randomResized: "a part of 8 to 100 % of the area, resized to --image-size"
      case .center: "the shorter side resized to --resize, then the center of --image-size"
      }
    }
  }
}
