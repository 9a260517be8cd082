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
