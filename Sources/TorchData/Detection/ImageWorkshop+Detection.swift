import Torch

/// Resizing as detectors are used to: each new pixel is made of the four around its place.
extension ImageWorkshop {
  /// Normalized values at another size.
  func resized<Scalar>(
    _ values: ImageValues, _ type: Scalar.Type, to size: PixelSize
  ) -> ImageValues {
    let old = values.shape
    guard size != PixelSize(width: old.width, height: old.height) else { return values }
    let shape = ImageShape(channels: old.channels, height: size.height, width: size.width)
    let bytes = HeapBytes(count: shape.valueCount * MemoryLayout<Scalar>.size)
    withoutGrad {
      let image = Tensor(
        viewing: values.bytes.bytes, shape: [1, old.channels, old.height, old.width],
        dtype: MemoryLayout<Scalar>.size == 8 ? .float64 : .float32, memoryFormat: .channelsLast,
        keeping: values.bytes)
      image.resized(to: [size.height, size.width], antialias: false).contiguous(.channelsLast)
        .withBytes { bytes.bytes.copyMemory(from: UnsafeRawBufferPointer($0)) }
    }
    return ImageValues(bytes: bytes, shape: shape)
  }

  /// Pixels at another size, rounded to bytes; valid until the next image.
  func resizedWithoutAntialias(_ pixels: PixelBuffer, to size: PixelSize) -> PixelView {
    guard pixels.size != size else { return pixels.view }
    let channels = pixels.channels
    let resized = withoutGrad {
      let exact = tensor(of: pixels).to(.float32)
        .resized(to: [size.height, size.width], antialias: false)
      return (exact + 0.5).floor().to(.uint8).contiguous(.channelsLast)
    }
    // The tensor has values of its own, so that the buffer may take their size.
    pixels.reshape(size, channels: channels)
    resized.withBytes { pixels.bytes.copyMemory(from: UnsafeRawBufferPointer($0)) }
    return pixels.view
  }
}
