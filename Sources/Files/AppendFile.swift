import Glibc

/// A file that grows at its end: a log.
///
/// A link in its place is not followed.
public final class AppendFile {
  private let path: String
  private let descriptor: Int32
  /// The number of bytes that the file has.
  public private(set) var byteCount: Int

  /// Opens the file at `path`, or makes it.
  public init(_ path: String) throws(FileError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o666)
    guard descriptor >= 0 else {
      let error = FileError.last("open", path)
      var status = stat()
      guard lstat(path, &status) == 0, let found = FileKind.otherThanFile(status.st_mode) else {
        throw error
      }
      throw .notAFile(operation: "open", path: path, found: found)
    }
    byteCount = Int(lseek(descriptor, 0, SEEK_END))
  }

  deinit { close(descriptor) }

  /// Cuts the file back to its first `byteCount` bytes.
  public func truncate(to byteCount: Int) throws(FileError) {
    guard ftruncate(descriptor, byteCount) == 0, lseek(descriptor, 0, SEEK_END) >= 0
    else { throw FileError.last("cut back", path) }
    self.byteCount = byteCount
  }

  /// Adds `bytes` at the end; all of them, or as after a full disk, none.
  public func append(_ bytes: [UInt8]) throws(FileError) {
    var offset = 0
    while offset < bytes.count {
      let written = bytes[offset...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 && errno == EINTR { continue }
      if written < 0 {
        let error = FileError.last("append to", path)
        ftruncate(descriptor, byteCount)
        lseek(descriptor, 0, SEEK_END)
        throw error
      }
      offset += written
    }
    byteCount += bytes.count
  }

  /// Waits until the bytes are on the disk.
  public func synchronize() throws(FileError) {
    if fsync(descriptor) != 0 { throw FileError.last("append to", path) }
  }
}
