import Glibc
import TestSupport
import Testing

@testable import Files

@Suite struct FolderTests {
  @Test func makesWhatIsMissing() throws {
    let folder = try TemporaryFolder()
    try Folder.make(folder.file("a/b/c"))
    try Folder.make(folder.file("a/b/c"))
    try folder.write([1], to: "a/b/c/file")
    #expect(try folder.contents == ["a"])
  }

  @Test func whatItIsMadeInIsSynced() throws {
    let folder = try TemporaryFolder()
    var synced: [String] = []
    try Folder.make(folder.file("a")) { synced.append($0) }
    try Folder.make(folder.file("a/b/c")) { synced.append($0) }
    #expect(synced == [folder.path, folder.file("a"), folder.file("a/b")])
  }

  @Test func aFileInTheWayIsAnError() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write([1], to: "file")
    #expect(throws: FileError.system(operation: "create the folder", path: path, code: ENOTDIR)) {
      try Folder.make(path)
    }
    #expect(
      throws: FileError.system(operation: "create the folder", path: path + "/sub", code: ENOTDIR)
    ) {
      try Folder.make(path + "/sub")
    }
  }
}
