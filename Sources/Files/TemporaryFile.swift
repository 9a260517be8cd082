import Foundation

/// The neighbor of a file that is being written, under a name that no other writer has.
///
/// As long as it is written it has a lock of the system, by which what a kill has left is told from it.
struct TemporaryFile {
  private static let suffix = ".partial"
  private static let digits = 16

  let path: String
  let descriptor: Int32

  /// Makes the neighbor of the file at `target`.
  init(for target: String) throws(FileError) {
    let folder = Folder.parent(of: target)
    while true {
      let number = String(UInt64.random(in: .min ... .max), radix: 16)
      let zeros = String(repeating: "0", count: Self.digits - number.count)
      let path = "\(folder)/.\(zeros)\(number)\(Self.suffix)"
      let opened = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
      if opened < 0 && errno == EEXIST { continue }
      guard opened >= 0 else { throw FileError.last("write", target) }
      flock(opened, LOCK_EX)
      // Before it had its lock, someone who cleans up may have taken it for a leftover.
      guard FolderLock.isFile(at: path, opened) else {
        close(opened)
        continue
      }
      (self.path, descriptor) = (path, opened)
      return
    }
  }

  /// Removes what writers that were killed have left in `folder`.
  static func removeLeftovers(in folder: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    where isOne(name) {
      let path = folder + "/" + name
      let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
      close(descriptor)
    }
  }

  private static func isOne(_ name: String) -> Bool {
    name.hasPrefix(".") && name.hasSuffix(suffix) && name.utf8.count == 1 + digits + suffix.count
      && name.dropFirst().prefix(digits).allSatisfy { $0.isASCII && $0.isHexDigit }
  }
}
