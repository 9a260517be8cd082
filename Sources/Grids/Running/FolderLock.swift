import Files
import Foundation

/// The right of one process, and the runs that it started, to write into a grid's folder.
///
/// A lock of the system on the file `.lock`, which holds the process's number. It ends with the last
/// process that has it open, however that ends; so no stale lock is ever left behind.
package final class FolderLock {
  package static let fileName = ".lock"
  /// How long the runs of a process that is gone may take to notice it.
  private static let grace = 5.0

  /// The open file, which runs inherit.
  let descriptor: Int32

  /// Locks `folder`, which must be there.
  ///
  /// - Throws: `GridError.locked` with the number of the other process; `FileError`.
  init(_ folder: String) throws {
    let path = folder + "/" + Self.fileName
    let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard opened >= 0 else { throw FileError.last("write", path) }
    descriptor = opened
    let end = Date().addingTimeInterval(Self.grace)
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else { throw FileError.last("lock", path) }
      // A killed grid's runs hold on for the moment that they take to end.
      let holder = Self.holder(of: descriptor)
      guard holder == nil, Date() < end else {
        throw GridError.locked(folder: folder, process: holder)
      }
      usleep(20_000)
    }
    let text = Array("\(getpid())\n".utf8)
    guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, text, text.count, 0) == text.count
    else { throw FileError.last("write", path) }
  }

  deinit { close(descriptor) }

  /// Checks that no living process has locked `folder`, which need not be there.
  static func check(_ folder: String) throws(GridError) {
    if let process = process(in: folder) { throw .locked(folder: folder, process: process) }
  }

  /// The living process that has locked `folder`, which need not be there; `nil` for none.
  package static func process(in folder: String) -> Int32? {
    let descriptor = open(folder + "/" + fileName, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    // Shared, so that two that check are not in each other's way.
    guard flock(descriptor, LOCK_SH | LOCK_NB) != 0, errno == EWOULDBLOCK else { return nil }
    return holder(of: descriptor)
  }

  /// The process whose number the file holds; `nil` where that is not alive.
  private static func holder(of descriptor: Int32) -> Int32? {
    var bytes = [UInt8](repeating: 0, count: 32)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    guard count > 0 else { return nil }
    let text = String(decoding: bytes.prefix(count).prefix { $0 > 32 }, as: UTF8.self)
    guard let holder = Int32(text), kill(holder, 0) == 0 || errno == EPERM else { return nil }
    return holder
  }
}
