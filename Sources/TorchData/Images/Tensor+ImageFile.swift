public import Torch

extension Tensor {
  /// The image of a JPEG or PNG file: `.uint8` `[3, H, W]`, red first, or `[1, H, W]` as gray.
  ///
  ///     let image = try Tensor(imageFile: "cat.jpg")
  ///     let batch = image.to(.float32).unsqueezed(0) / 255
  ///
  /// The pixels are those of torchvision's `read_image(path, mode=ImageReadMode.RGB)`, or Pillow's `convert("L")`. Of many
  /// images a ``DataLoader`` makes batches, and works ahead.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - isGray: whether the colors become one channel, their luma by ITU-R BT.601.
  ///   - appliesOrientation: whether a photograph is turned as its camera noted; it is stored as the camera was held.
  /// - Throws: `DataError` for a file that cannot be read, is of another kind, is damaged or too large.
  public convenience init(
    imageFile path: String, isGray: Bool = false, appliesOrientation: Bool = false
  ) throws(DataError) {
    let pixels = try ImageWorkshop().whole(
      .file(path), isGray: isGray, appliesOrientation: appliesOrientation)
    let shape = [pixels.size.height, pixels.size.width, pixels.channels]
    let interleaved = Tensor(viewing: pixels.bytes, shape: shape, dtype: .uint8, keeping: pixels)
    self.init(sharing: interleaved.permuted([2, 0, 1]).contiguous())
  }
}
