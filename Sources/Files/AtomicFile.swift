import Glibc

/// A file that is written whole or not at all.
///
/// The bytes go to a temporary neighbor, which is synced and then renamed over the target. After
/// a failure, a kill or a power cut, the target is either the old file or the new one. The neighbor's
/// name is this writer's own, so that two of one target are not in each other's way. A link in the
/// target's place is replaced and not followed; see `UserPath` for one that the user named.
public struct AtomicFile: ~Copyable {
  private let path: String
  private let temporary: TemporaryFile

  /// Where the bytes go, for a program that writes them.
  package var descriptor: Int32 { temporary.descriptor }

  /// Writes what `body` appends as the file at `path`.
  public static func write(
    to path: String, _ body: (borrowing AtomicFile) throws(FileError) -> Void
  ) throws(FileError) {
    let file = try AtomicFile(path)
    do {
      try body(file)
      try file.commit()
    } catch {
      close(file.descriptor)
      unlink(file.temporary.path)
      throw error
    }
  }

  /// Writes `text` as the file at `path`.
  public static func write(_ text: String, to path: String) throws(FileError) {
    try write(to: path) { (file) throws(FileError) in
      var text = text
      // The closure of `withUTF8` cannot throw a typed error: the result leaves first.
      let bytes = text.withUTF8 { Array($0) }
      try file.append(bytes)
    }
  }

  private init(_ path: String) throws(FileError) {
    self.path = path
    temporary = try TemporaryFile(for: path)
  }

  /// Appends `bytes`.
  public func append(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    var offset = 0
    while offset < bytes.count {
      let written = Glibc.write(
        descriptor, bytes.baseAddress?.advanced(by: offset), bytes.count - offset)
      if written < 0 && errno == EINTR { continue }
      if written < 0 { throw FileError.last("write", path) }
      offset += written
    }
  }

  /// Appends `bytes`.
  public func append(_ bytes: [UInt8]) throws(FileError) {
    var failure: FileError?
    bytes.withUnsafeBytes { buffer in
      do throws(FileError) { try append(buffer) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  private func commit() throws(FileError) {
    if fsync(descriptor) != 0 { throw FileError.last("write", path) }
    if rename(temporary.path, path) != 0 { throw FileError.last("write", path) }
    close(descriptor)
    Folder.synchronize(Folder.parent(of: path))
  }
}
