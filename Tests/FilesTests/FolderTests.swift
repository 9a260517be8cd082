import Foundation
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

  /// As in the folders of tables and plots, which have no lock of their own.
  @Test func whatAKilledWriterLeftGoes() throws {
    let folder = try TemporaryFolder()
    try folder.write([1], to: "a/.0123456789abcdef.partial")
    try folder.write([1], to: "a/table.md")
    try AtomicFile.write(to: folder.file("a/new")) { (file) throws(FileError) in
      // Someone's who is writing stays.
      try Folder.prepare(folder.file("a"))
      try file.append([2])
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("a"))
    #expect(names.sorted() == ["new", "table.md"])
    #expect(try folder.read("a/new") == [2])
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
