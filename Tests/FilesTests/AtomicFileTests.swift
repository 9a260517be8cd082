import Glibc
import TestSupport
import Testing
import Torch
import Files

/// A file is written whole or not at all.
@Suite struct AtomicFileTests {
  private let folder: TemporaryFolder
  private var path: String { folder.file("file") }

  init() throws { folder = try TemporaryFolder() }

  @Test func writesAllThatIsAppended() throws {
    try AtomicFile.write(to: path) { (file) throws(FileError) in
      try file.append([1, 2])
      try file.append([])
      try file.append([3])
    }
    #expect(try folder.read("file") == [1, 2, 3])
    #expect(try folder.contents == ["file"])
  }

  @Test func writesText() throws {
    try AtomicFile.write("ü\n", to: path)
    #expect(try folder.read("file") == Array("ü\n".utf8))
  }

  @Test func replacesAShorterAndALongerFile() throws {
    for text in ["medium", "a longer text", "s"] {
      try AtomicFile.write(text, to: path)
      #expect(try folder.read("file") == Array(text.utf8))
    }
  }

  @Test func aFailureLeavesTheOldFile() throws {
    try AtomicFile.write("old", to: path)
    let stop = FileError.system(operation: "write", path: path, code: EIO)
    #expect(throws: stop) {
      try AtomicFile.write(to: path) { (file) throws(FileError) in
        try file.append([1, 2, 3])
        throw stop
      }
    }
    #expect(try folder.read("file") == Array("old".utf8))
    #expect(try folder.contents == ["file"], "no temporary file stays")
  }

  @Test func aTargetThatCannotBeReplacedIsAnError() throws {
    // The folder has something in it, so no file can be renamed over it.
    try Folder.make(path + "/sub")
    let error = #expect(throws: FileError.self) { try AtomicFile.write("new", to: path) }
    #expect(error == .system(operation: "write", path: path, code: EISDIR))
    #expect(try folder.contents == ["file"])
  }

  @Test func twoWritersHaveNeighborsOfTheirOwn() throws {
    try AtomicFile.write(to: path) { (outer) throws(FileError) in
      try outer.append([1, 2])
      try AtomicFile.write("inner", to: path)
      #expect((try? folder.read("file")) == Array("inner".utf8))
      try outer.append([3])
    }
    #expect(try folder.read("file") == [1, 2, 3])
    #expect(try folder.contents == ["file"])
  }

  @Test func aLinkInItsPlaceIsNotFollowed() throws {
    let victim = try folder.write([1, 2, 3], to: "victim")
    for name in ["file", "file.partial"] { #expect(symlink(victim, folder.file(name)) == 0) }
    try AtomicFile.write("new", to: path)
    #expect(try folder.read("victim") == [1, 2, 3])
    #expect(try folder.read("file") == Array("new".utf8))
    let log = folder.file("file.partial")
    #expect(throws: FileError.notAFile(operation: "open", path: log, found: "a link")) {
      try AppendFile(log)
    }
  }

  @Test func whoMayReadItIsTheUsersChoice() async {
    // The mask is the process's.
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      for (mask, mode) in [(0o002, 0o664), (0o077, 0o600)] as [(mode_t, mode_t)] {
        umask(mask)
        let path = folder.file("\(mask)")
        try AtomicFile.write("text", to: path)
        try AppendFile(path + "-log").append([1])
        for path in [path, path + "-log"] {
          var status = stat()
          #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == mode)
        }
      }
    }
  }

  @Test func aFullDiskLeavesTheOldFile() async {
    // A limit on the size of files stands in for the disk; it is the process's, which is therefore
    // one of its own.
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let path = folder.file("file")
      try SafetensorsFile.write([("a", Tensor([1.0, 2]))], to: path)
      let old = try folder.read("file")
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 100_000, rlim_max: 100_000)
      #expect(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
      let error = #expect(throws: SafetensorsError.self) {
        try SafetensorsFile.write([("a", Tensor.zeros([100_000]))], to: path)
      }
      #expect(
        error?.description
          == "cannot write \(path): File too large; what stood there before is unchanged")
      #expect(try folder.read("file") == old)
      #expect(try folder.contents == ["file"])
    }
  }
}
