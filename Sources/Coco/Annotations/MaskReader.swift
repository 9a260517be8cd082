import Files

/// Makes the masks of a file's annotations.
struct MaskReader: Sendable {
  let file: CocoFile

  /// The mask that the `segmentation` in `range` of the file is in an image.
  ///
  /// - Throws: `CocoError` that names `item`.
  func mask(
    at range: Range<Int>, in image: CocoImage, of item: () -> String
  ) throws(CocoError) -> RunLengths {
    guard let height = image.height, let width = image.width else {
      throw file.wrong(item(), "is of image \(image.id), which has no height and width")
    }
    let shape = try file.scan(range) { scanner in try Shape(&scanner) }
    do {
      switch shape {
      case .polygons(let polygons):
        return try RunLengths(height: height, width: width, polygons: polygons)
      case .text(let range, let hasEscapes, let rows, let columns):
        try check(rows, columns, in: image, of: item)
        return try file.withBytes(range) { (written) throws(RunLengthsError) in
          guard hasEscapes else {
            return try RunLengths(height: height, width: width, text: written)
          }
          let text = JSONEscapes.text(of: written) ?? ""
          return try RunLengths(height: height, width: width, text: text)
        }
      case .counts(let counts, let rows, let columns):
        try check(rows, columns, in: image, of: item)
        let lengths = counts.compactMap { UInt32(exactly: $0) }
        guard lengths.count == counts.count else {
          throw file.wrong(item(), "has a run length that is negative or too large")
        }
        return try RunLengths(height: height, width: width, counts: lengths)
      case .other(let reason): throw file.wrong(item(), "has \(reason)")
      }
    } catch let error as CocoError { throw error } catch {
      throw file.wrong(item(), "has \(error)")
    }
  }

  private func check(
    _ rows: Int, _ columns: Int, in image: CocoImage, of item: () -> String
  ) throws(CocoError) {
    guard rows == image.height, columns == image.width else {
      throw file.wrong(
        item(),
        "has run lengths of \(rows)×\(columns) pixels, but its image \(image.id) has "
          + "\(image.height ?? 0)×\(image.width ?? 0)")
    }
  }
}
