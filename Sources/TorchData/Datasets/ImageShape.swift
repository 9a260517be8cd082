/// The size of one image `[C, H, W]`.
public struct ImageShape: Hashable, Sendable {
  /// The number of channels `C`: 1 for gray, 3 for red, green and blue.
  public let channels: Int

  /// The number of rows `H`.
  public let height: Int

  /// The number of columns `W`.
  public let width: Int

  /// A size of `channels` × `height` × `width`, all of them positive.
  public init(channels: Int, height: Int, width: Int) {
    precondition(
      channels > 0 && height > 0 && width > 0,
      "an image of shape [\(channels), \(height), \(width)] has no pixels")
    (self.channels, self.height, self.width) = (channels, height, width)
  }

  /// The number of values in one channel, `H · W`.
  public var planeCount: Int { height * width }

  /// The number of values in the image, `C · H · W`.
  public var valueCount: Int { channels * planeCount }
}
