import Glibc

/// Waiting until what was written is on the disk.
package enum Synchronization {
  /// Waits for a file or for the entries of a folder, or does to its descriptor what `wait` does.
  package static func of(
    _ path: String, by wait: (Int32) -> Int32 = { fsync($0) }
  ) throws(FileError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError.last("open", path) }
    defer { close(descriptor) }
    if wait(descriptor) != 0 { throw FileError.last("write", path) }
  }
}
