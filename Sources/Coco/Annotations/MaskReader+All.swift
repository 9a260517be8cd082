extension MaskReader {
  /// The masks of all annotations of a file, made on several threads.
  ///
  /// - Parameters:
  ///   - annotations: As they are written; those without a segmentation get no mask here.
  ///   - images: Of each its image.
  ///   - item: What the annotation at an index is called.
  /// - Returns: The mask of each, or the `CocoError` of one that has no sound one.
  func masks(
    of annotations: [WrittenAnnotation], in images: [CocoImage],
    _ item: @Sendable (Int) -> String
  ) -> [Result<RunLengths, CocoError>] {
    let size = 512
    let parts = Parallel.map((annotations.count + size - 1) / size) { part in
      (part * size..<min((part + 1) * size, annotations.count)).map { index in
        Result { () throws(CocoError) in
          try mask(of: annotations[index], in: images[index]) { item(index) }
        }
      }
    }
    return Array(parts.joined())
  }

  /// The mask of an annotation: of its segmentation, or else of its box where a detection has that alone.
  private func mask(
    of annotation: WrittenAnnotation, in image: CocoImage, _ item: () -> String
  ) throws(CocoError) -> RunLengths {
    if let shape = annotation.shape { return try mask(at: shape, in: image, of: item) }
    guard annotation.score != nil, let box = annotation.box else {
      throw file.wrong(item(), "has no 'segmentation'")
    }
    guard let height = image.height, let width = image.width else {
      throw file.wrong(item(), "is of image \(image.id), which has no height and width")
    }
    do { return try RunLengths(height: height, width: width, box: box) } catch {
      throw file.wrong(item(), "has a box that makes \(error)")
    }
  }
}
