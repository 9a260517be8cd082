package import Foundation

/// A file that is read at once: one that is no pipe or device, and not too long for what it is.
package enum WholeFile {
  /// The bytes of the file at `path`.
  package static func read(_ path: String, atMost limit: Int) throws(FileError) -> Data {
    var status = stat()
    guard stat(path, &status) == 0 else { throw FileError.last("read", path) }
    if let found = FileKind.otherThanFile(status.st_mode) {
      throw .notAFile(operation: "read", path: path, found: found)
    }
    let file = try InputFile(path)
    guard file.byteCount <= limit else {
      throw .tooLong(path: path, byteCount: file.byteCount, limit: limit)
    }
    let owned = try file.bytes(0..<file.byteCount)
    return withExtendedLifetime(owned) { Data(owned.bytes) }
  }
}
