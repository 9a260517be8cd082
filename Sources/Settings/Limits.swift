/// The largest sizes that may be named: far above any use, so that products such as epochs times
/// images cannot overflow.
public enum Limits {
  /// The most epochs of a run.
  public static let epochs = 1_000_000
  /// The most optimizer steps of a run.
  public static let steps = 1_000_000_000
  /// The most classes of a network.
  public static let classes = 100_000
  /// The most images of a data set.
  public static let images = 1_000_000_000
  /// The largest side of an image, in pixels.
  public static let imageSize = 16_384
  /// The most channels of an image.
  public static let channels = 10_000
}
