/// Images that lie in memory one after the other, a byte per value.
///
/// Copies share the memory.
public struct InMemoryImages: ImageDataset {
  /// The pixels of all images, `[N, C, H, W]`, 0 to 255.
  public let pixels: [UInt8]

  /// The class of each image, in 0 ..< ``classCount``.
  public let labels: [Int]

  /// The number of classes.
  public let classCount: Int

  /// The size `[C, H, W]` of every image.
  public let imageShape: ImageShape

  /// Images made by the program itself.
  ///
  /// - Parameters:
  ///   - pixels: `[N, C, H, W]`, 0 to 255.
  ///   - labels: `[N]`, each in 0 ..< `classCount`; others trap.
  ///   - imageShape: The size `[C, H, W]` of every image.
  ///   - classCount: The number of classes.
  public init(pixels: [UInt8], labels: [Int], imageShape: ImageShape, classCount: Int) {
    precondition(
      pixels.count == labels.count * imageShape.valueCount,
      "\(pixels.count) bytes of pixels are not \(labels.count) images "
        + "of \(imageShape.valueCount) bytes")
    precondition(
      labels.allSatisfy { $0 >= 0 && $0 < classCount },
      "a label lies outside of 0 ..< \(classCount)")
    (self.pixels, self.labels) = (pixels, labels)
    (self.imageShape, self.classCount) = (imageShape, classCount)
  }

  /// The number of channels of every image.
  public var channels: Int { imageShape.channels }

  /// The size of every image.
  public var commonShape: ImageShape? { imageShape }

  /// Calls `body` once with the pixels of an image, `[C, H, W]`, 0 to 255.
  public func withImage(
    at index: Int, _ body: (_ image: StoredImage) throws(DataError) -> Void
  ) throws(DataError) {
    let size = imageShape.valueCount
    try pixels.withUnsafeBufferPointer { (all) throws(DataError) in
      let pixels = UnsafeBufferPointer(rebasing: all[index * size..<(index + 1) * size])
      try body(.pixels(pixels, imageShape))
    }
  }
}
