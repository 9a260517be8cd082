/// Which part of a training image the network sees.
public enum CropName: String, CaseIterable, Codable, Hashable, Sendable {
  /// All of it, moved a little over a border of zeros: for images of one size.
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
