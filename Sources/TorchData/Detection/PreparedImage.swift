/// An image and its objects at their size in a batch: memory that libtorch has not seen yet.
struct PreparedImage: Sendable {
  let example: DetectionExample
  /// The size in the batch.
  let size: PixelSize
  /// The normalized values `[h, w, C]`, channels fastest.
  let values: HeapBytes
  /// `x1, y1, x2, y2` of each object that is learnt from, exact in the type of the images.
  let boxes: [Double]
  /// The label of each.
  let labels: [Int]
  /// `[n, h, w]`, 0 or 1; `nil` without masks.
  let masks: HeapBytes?
}

/// Brings an image and its objects to their size in a batch.
struct ImagePreparation<Scalar: BinaryFloatingPoint & Sendable>: Sendable {
  let pipeline: DetectionPipeline
  /// The label of each category.
  let labels: [Int]

  /// The image as it goes into the batch.
  ///
  /// - Throws: `DataError` for a file that cannot be read or decoded, or is of another size than its
  ///   annotations say.
  func prepare(
    _ image: StoredImage, _ example: DetectionExample, _ key: ImageKey, in workshop: ImageWorkshop
  ) throws(DataError) -> PreparedImage {
    let pixels = try workshop.whole(image, isGray: pipeline.normalization.mean.count == 1)
    guard pixels.size == example.size else {
      throw .wrongImageSize(
        file: image.path ?? "image \(example.imageID)", width: pixels.size.width,
        height: pixels.size.height, expectedWidth: example.size.width,
        expectedHeight: example.size.height)
    }
    if pipeline.isBlueFirst { pixels.reverseChannels() }
    let size = pipeline.size(of: pixels.size)
    let isFlipped = pipeline.isFlipped(key)
    let values =
      switch pipeline.convention {
      case .torchvision: workshop.resized(normalized(pixels.view, isFlipped), Scalar.self, to: size)
      case .paper: normalized(workshop.resizedWithoutAntialias(pixels, to: size), isFlipped)
      }
    let placement = ObjectPlacement<Scalar>(
      pipeline, from: example.size, to: size, isFlipped: isFlipped)
    let objects = example.objects.compactMap { object in
      placement.edges(of: object).map { (object, $0) }
    }
    return PreparedImage(
      example: example, size: size, values: values.bytes,
      boxes: objects.flatMap { $0.1.all.map { Double($0) } },
      labels: objects.map { labels[$0.0.category] },
      masks: pipeline.masks ? masks(of: objects.map(\.0), placement, size) : nil)
  }

  private func normalized(_ pixels: PixelView, _ isFlipped: Bool) -> ImageValues {
    let shape = ImageShape(
      channels: pixels.channels, height: pixels.size.height, width: pixels.size.width)
    let bytes = HeapBytes(count: shape.valueCount * MemoryLayout<Scalar>.size)
    let writer = PixelWriter<Scalar>(
      normalization: pipeline.normalization, shape: shape, isChannelsLast: true)
    bytes.withValues(of: Scalar.self) {
      writer.write(pixels, CenterWindow(top: 0, left: 0), isFlipped: isFlipped, to: $0)
    }
    return ImageValues(bytes: bytes, shape: shape)
  }

  private func masks(
    of objects: [DetectionObject], _ placement: ObjectPlacement<Scalar>, _ size: PixelSize
  ) -> HeapBytes {
    let bytes = HeapBytes(count: objects.count * size.area)
    bytes.withValues(of: UInt8.self) { target in
      for (index, object) in objects.enumerated() {
        guard let mask = object.mask else { preconditionFailure("an object without its mask") }
        placement.write(mask, to: target + index * size.area)
      }
    }
    return bytes
  }
}

/// Normalized values `[h, w, C]`, channels fastest.
struct ImageValues {
  let bytes: HeapBytes
  let shape: ImageShape
}

extension StoredImage {
  /// Where it lies.
  fileprivate var path: String? { if case .file(let path) = self { path } else { nil } }
}
