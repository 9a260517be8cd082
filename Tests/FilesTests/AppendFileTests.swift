import Glibc
import TestSupport
import Testing
import Files

/// A log grows at its end, and only by whole entries.
@Suite struct AppendFileTests {
  private let folder: TemporaryFolder
  private var path: String { folder.file("log") }

  init() throws { folder = try TemporaryFolder() }

  @Test func growsAtItsEnd() throws {
    let log = try AppendFile(path)
    try log.append([1, 2])
    try log.append([])
    try log.append([3])
    try log.synchronize()
    #expect(log.byteCount == 3)
    #expect(try folder.read("log") == [1, 2, 3])
  }

  @Test func goesOnWhereItEnded() throws {
    try AppendFile(path).append([1, 2])
    let log = try AppendFile(path)
    #expect(log.byteCount == 2)
    try log.append([3])
    #expect(try folder.read("log") == [1, 2, 3])
  }

  @Test func isCutBack() throws {
    let log = try AppendFile(path)
    try log.append([1, 2, 3])
    try log.truncate(to: 1)
    #expect(log.byteCount == 1)
    try log.append([4])
    #expect(try folder.read("log") == [1, 4])
  }

  @Test func aFolderThatIsNotThereIsAnError() {
    let path = folder.file("none/log")
    #expect(throws: FileError.system(operation: "open", path: path, code: ENOENT)) {
      try AppendFile(path)
    }
  }

  @Test func anEntryThatDoesNotFitLeavesNoTrace() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let path = folder.file("log")
      let log = try AppendFile(path)
      try log.append([1])
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 3, rlim_max: 100)
      #expect(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
      // Two of the four bytes fit.
      #expect(throws: FileError.system(operation: "append to", path: path, code: EFBIG)) {
        try log.append([2, 3, 4, 5])
      }
      #expect(try folder.read("log") == [1])
      #expect(log.byteCount == 1)
      limit.rlim_cur = 100
      #expect(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
      try log.append([6])
      #expect(try folder.read("log") == [1, 6])
    }
  }
}
