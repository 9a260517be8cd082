import Foundation
import TestSupport
import Testing

@testable import Files

struct WholeFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func isReadWhole() throws {
    for count in [0, 1, 100_000] {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
      let path = try folder.write(bytes, to: "file")
      #expect(Array(try WholeFile.read(path, atMost: 100_000)) == bytes)
    }
  }

  @Test func whatIsNoFileIsNamed() throws {
    mkfifo(folder.file("pipe"), 0o600)
    for (path, words) in [
      (folder.path, "a folder"), (folder.file("pipe"), "a pipe"), ("/dev/zero", "a device"),
    ] {
      #expect(throws: FileError.notAFile(operation: "read", path: path, found: words)) {
        try WholeFile.read(path, atMost: 10)
      }
    }
  }

  @Test func whatIsTooLargeIsNotRead() throws {
    let path = try folder.write([1], to: "file")
    #expect(truncate(path, 500_000_000_000) == 0)
    let error = #expect(throws: FileError.self) { try WholeFile.read(path, atMost: 1000) }
    #expect(
      error?.description
        == "cannot read \(path): it has 500000000000 bytes, and at most 1000 are read")
  }

  @Test func aPathThatTheUserNamedIsFollowed() throws {
    let files = FileManager.default
    try Folder.make(folder.file("away"))
    try files.createSymbolicLink(atPath: folder.file("one"), withDestinationPath: "two")
    try files.createSymbolicLink(
      atPath: folder.file("two"), withDestinationPath: folder.file("away/file"))
    let target = try UserPath.target(of: folder.file("one"))
    #expect(target == folder.file("away/file"))
    #expect(try UserPath.target(of: target) == target)
    try AtomicFile.write("new", to: target)
    #expect(try UserPath.target(of: folder.file("one")) == target)
    #expect(try folder.contents == ["away", "one", "two"])
    try files.createSymbolicLink(atPath: folder.file("loop"), withDestinationPath: "loop")
    let loop = folder.file("loop")
    #expect(throws: FileError.system(operation: "write", path: loop, code: ELOOP)) {
      try UserPath.target(of: loop)
    }
    #expect(throws: FileError.notAFile(operation: "write", path: "/dev/null", found: "a device")) {
      try UserPath.target(of: "/dev/null")
    }
  }
}
