@testable import Grids
import Foundation
import TestSupport
import Testing

struct FolderLockTests {
  @Test func oneProcessHasTheFolder() throws {
    let folder = try TemporaryFolder()
    try FolderLock.check(folder.path)
    let lock = try FolderLock(folder.path)
    #expect(String(decoding: try folder.read(".lock"), as: UTF8.self) == "\(getpid())\n")
    let error = #expect(throws: GridError.self) { _ = try FolderLock(folder.path) }
    #expect(error == .locked(folder: folder.path, process: getpid()))
    #expect(throws: GridError.self) { try FolderLock.check(folder.path) }
    withExtendedLifetime(lock) {}
  }

  @Test func endsWithWhoHasIt() throws {
    let folder = try TemporaryFolder()
    _ = try FolderLock(folder.path)
    _ = try FolderLock(folder.path)
    try FolderLock.check(folder.path)
  }

  /// A process that is gone, whose runs are about to end: the lock is waited for.
  @Test func isWaitedForWhereItsHolderIsGone() throws {
    let folder = try TemporaryFolder()
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
}
