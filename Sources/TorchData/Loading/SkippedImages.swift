import Synchronization

/// The images that a loader left out, for all of its workers.
final class SkippedImages: Sendable {
  private let errorsByIndex = Mutex<[Int: DataError]>([:])

  /// What was wrong with each, in the order of the data set.
  var errors: [DataError] {
    errorsByIndex.withLock { errors in errors.sorted { $0.key < $1.key }.map(\.value) }
  }

  /// Remembers an image, once.
  func remember(_ index: Int, _ error: DataError) {
    errorsByIndex.withLock { errors in errors[index] = error }
  }
}

extension SkippedImages? {
  /// Does `body` for the images of a batch; those that are damaged are left out and remembered, but with
  /// `nil` they are errors.
  ///
  /// - Returns: The images that were not left out, at least one of them.
  /// - Throws: What `body` throws, and `DataError.noImageLeft`.
  func intact(
    _ wanted: some Collection<Int>, ofBatch number: Int, _ body: (Int) throws(DataError) -> Void
  ) throws(DataError) -> [Int] {
    var indices: [Int] = []
    var last: DataError?
    for index in wanted {
      do throws(DataError) {
        try body(index)
        indices.append(index)
      } catch {
        guard let self, error.isAboutOneImage else { throw error }
        self.remember(index, error)
        last = error
      }
    }
    if indices.isEmpty, let last {
      throw .noImageLeft(batch: number, count: wanted.count, last: last.description)
    }
    return indices
  }
}
