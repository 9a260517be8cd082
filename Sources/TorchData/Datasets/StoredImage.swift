/// An image as a data set has it: decoded, or still in its file.
public enum StoredImage {
  /// Pixels `[C, H, W]`, channel by channel, row by row, 0 to 255.
  case pixels(UnsafeBufferPointer<UInt8>, ImageShape)

  /// The path of a JPEG or PNG file, which is decoded to red, green and blue, or to gray for one channel.
  case file(String)
}
