@testable import Files
import Foundation
import TestSupport
import Testing

struct FolderLockTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func oneProcessHasTheFolder() throws {
    try FolderLock.check(folder.path)
    let lock = try FolderLock(folder.path)
    #expect(String(decoding: try folder.read(".lock"), as: UTF8.self) == "\(getpid())\n")
    let inUse = LockError.inUse(folder: folder.path, process: getpid())
    #expect(throws: inUse) { _ = try FolderLock(folder.path) }
    #expect(throws: inUse) { try FolderLock.check(folder.path) }
    withExtendedLifetime(lock) {}
  }

  @Test func endsWithWhoHasIt() throws {
    _ = try FolderLock(folder.path)
    _ = try FolderLock(folder.path)
    try FolderLock.check(folder.path)
    #expect(try folder.read(".lock") == [])
    _ = try FolderLock(folder.path, leavesFile: false)
    #expect(try folder.contents == [])
  }

  /// A process that is gone, whose runs are about to end: the lock is waited for.
  @Test func isWaitedForWhereItsHolderIsGone() throws {
    let lock = try FolderLock(folder.path)
    // The highest number is never a process's.
    try folder.write(Array("\(Int32.max)\n".utf8), to: ".lock")
    let again = dup(lock.descriptor)
    Thread.detachNewThread {
      usleep(200_000)
      flock(again, LOCK_UN)
      close(again)
    }
    _ = try FolderLock(folder.path)
    withExtendedLifetime(lock) {}
  }

  /// Between opening the file and locking it, the one who had it removed it.
  @Test func isOfTheFileThatIsThere() throws {
    var calls = 0
    let path = folder.file(".lock")
    let lock = try FolderLock(folder.path) { descriptor, operation in
      calls += 1
      if calls == 1 { unlink(path) }
      return flock(descriptor, operation)
    }
    #expect(calls == 2)
    #expect(FolderLock.process(in: folder.path) == getpid())
    withExtendedLifetime(lock) {}
  }

  @Test func aFileSystemWithoutLocksIsNamed() throws {
    for code in [ENOLCK, EOPNOTSUPP] {
      let error = #expect(throws: LockError.self) {
        _ = try FolderLock(folder.path) { _, _ in
          errno = code
          return -1
        }
      }
      let words = String(cString: strerror(code))
      #expect(error == .unsupported(folder: folder.path, reason: words))
      #expect(error?.description.contains("\(folder.path) cannot be locked (\(words))") == true)
    }
  }

  @Test func aLinkInItsPlaceIsNotFollowed() throws {
    let victim = try folder.write([1, 2, 3], to: "victim")
    try FileManager.default.createSymbolicLink(
      atPath: folder.file(".lock"), withDestinationPath: victim)
    #expect(throws: FileError.self) { _ = try FolderLock(folder.path) }
    #expect(try folder.read("victim") == [1, 2, 3])
  }

  @Test func aRunIsOfTheGridAboveIt() throws {
    try Folder.make(folder.file("cell/none-0"))
    let lock = try FolderLock(folder.path)
    let runs = ["cell/none-0", "cell/new-0", "none-0"].map { folder.file($0) }
    for run in runs {
      let error = #expect(throws: LockError.self) { try FolderLock.check(above: run, butOf: nil) }
      #expect(error?.description.contains("(process \(getpid()))") == true, "\(run)")
      try FolderLock.check(above: run, butOf: lock.descriptor)
    }
    let other = open(folder.path, O_RDONLY)
    #expect(throws: LockError.self) { try FolderLock.check(above: runs[0], butOf: other) }
    close(other)
    // By a link, too.
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "-link", withDestinationPath: runs[0])
    defer { unlink(folder.path + "-link") }
    #expect(throws: LockError.self) {
      try FolderLock.check(above: folder.path + "-link", butOf: nil)
    }
    withExtendedLifetime(lock) {}
  }

  @Test func removesWhatAKilledWriterLeft() throws {
    let left = ".0123456789abcdef.partial"
    for name in [left, ".0123456789abcde.partial", "0123456789abcdefg.partial", ".partial"] {
      try folder.write([1], to: name)
    }
    try AtomicFile.write(to: folder.file("file")) { (file) throws(FileError) in
      let own = try? folder.contents.first {
        $0.hasPrefix(".") && $0 != left && $0.utf8.count == left.utf8.count
      }
      _ = try? FolderLock(folder.path, leavesFile: false)
      try file.append([7])
      #expect(own != nil && own.flatMap { try? folder.read($0) } == [7])
    }
    #expect(
      try folder.contents == [
        ".0123456789abcde.partial", ".partial", "0123456789abcdefg.partial", "file",
      ])
  }
}
