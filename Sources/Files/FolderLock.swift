import Glibc

/// The right of one process, and of those that it started, to write into the folder of a run or a grid.
///
/// A lock of the system on the file `.lock`, which holds the process's number. It ends with the last
/// process that has it open, however that ends; so no stale lock is ever left behind.
package final class FolderLock {
  package static let fileName = ".lock"
  /// How long the runs of a process that is gone may take to notice it.
  private static let grace = Duration.seconds(5)
  /// What the system says where a file system has no locks.
  private static let unsupported = [ENOLCK, ENOSYS, EOPNOTSUPP, EINVAL]

  /// The open file, which runs inherit.
  package let descriptor: Int32
  private let path: String
  private let leavesFile: Bool

  /// Locks `folder`, which must be there, and removes what killed writers have left in it.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - leavesFile: Whether the file stays, empty, when the lock ends well.
  ///   - lock: The system's call.
  /// - Throws: `LockError` with the number of the other process; `FileError`.
  package init(
    _ folder: String, leavesFile: Bool = true,
    by lock: (Int32, Int32) -> Int32 = { flock($0, $1) }
  ) throws {
    path = folder + "/" + Self.fileName
    self.leavesFile = leavesFile
    let end = ContinuousClock.now + Self.grace
    while true {
      let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
      guard opened >= 0 else { throw FileError.last("write", path) }
      let code = lock(opened, LOCK_EX | LOCK_NB) == 0 ? 0 : errno
      // Who had it may have removed the file meanwhile, and a third have made another one.
      if code == 0, Self.isFile(at: path, opened) {
        descriptor = opened
        break
      }
      let holder = Self.holder(of: opened)
      close(opened)
      if Self.unsupported.contains(code) {
        throw LockError.unsupported(folder: folder, reason: String(cString: strerror(code)))
      }
      guard [0, EWOULDBLOCK, EINTR].contains(code) else {
        throw FileError.system(operation: "lock", path: path, code: code)
      }
      // A killed grid's runs hold on for the moment that they take to end.
      guard holder == nil || code == 0, ContinuousClock.now < end else {
        throw LockError.inUse(folder: folder, process: holder)
      }
      usleep(20_000)
    }
    let text = Array("\(getpid())\n".utf8)
    guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, text, text.count, 0) == text.count
    else { throw FileError.last("write", path) }
    TemporaryFile.removeLeftovers(in: folder)
  }

  deinit {
    if leavesFile { ftruncate(descriptor, 0) } else { unlink(path) }
    close(descriptor)
  }

  /// Checks that no living process has locked `folder`, which need not be there.
  package static func check(_ folder: String) throws(LockError) {
    if let process = process(in: folder) { throw .inUse(folder: folder, process: process) }
  }

  /// Checks that nobody else works in a folder above that of a run, as a grid does that it is of.
  ///
  /// - Parameters:
  ///   - folder: The folder of the run, which need not be there.
  ///   - own: The lock that this process was given by the one which started it.
  /// - Throws: `LockError` with the folder above, and the number of the process.
  package static func check(above folder: String, butOf own: Int32?) throws(LockError) {
    var place = folder
    for _ in 0..<2 {
      if let real = realpath(place, nil) {
        place = String(cString: real)
        free(real)
      }
      place = Folder.parent(of: place)
      if let own, isFile(at: place + "/" + fileName, own) { continue }
      try check(place)
    }
  }

  /// The living process that has locked `folder`, which need not be there; `nil` for none.
  package static func process(in folder: String) -> Int32? {
    let descriptor = open(folder + "/" + fileName, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    // Shared, so that two that check are not in each other's way.
    guard flock(descriptor, LOCK_SH | LOCK_NB) != 0, errno == EWOULDBLOCK else { return nil }
    return holder(of: descriptor)
  }

  static func isFile(at path: String, _ descriptor: Int32) -> Bool {
    var (named, opened) = (stat(), stat())
    return stat(path, &named) == 0 && fstat(descriptor, &opened) == 0
      && (named.st_dev, named.st_ino) == (opened.st_dev, opened.st_ino)
  }

  /// The process whose number the file holds; `nil` where that is not alive.
  private static func holder(of descriptor: Int32) -> Int32? {
    var bytes = [UInt8](repeating: 0, count: 32)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    guard count > 0 else { return nil }
    let text = String(decoding: bytes.prefix(count).prefix { $0 > 32 }, as: UTF8.self)
    guard let holder = Int32(text), holder > 0, kill(holder, 0) == 0 || errno == EPERM else {
      return nil
    }
    return holder
  }
}
