import Foundation
import Testing

@testable import TorchData

/// Any folder of class folders.
@Suite struct FolderTests {
  let tree: Tree

  init() throws {
    tree = try Tree()
    try tree.add("train/cat/b.jpg", "train/cat/a.JPEG", "train/dog/1.PnG", "test/cat/x.jpeg")
    try tree.add("test/dog/y.jpg")
  }

  @Test func classesAndFilesAreSortedByTheirBytes() throws {
    try tree.add("train/Zebra/1.jpg", "train/ärger/1.jpg", "train/cat/Z.jpg")
    #expect(
      try tree.listed(.folder, .training) == [
        "train/Zebra/1.jpg:0", "train/cat/Z.jpg:1", "train/cat/a.JPEG:1", "train/cat/b.jpg:1",
        "train/dog/1.PnG:2", "train/ärger/1.jpg:3",
      ])
    #expect(try tree.classNames(.folder, .training) == ["Zebra", "cat", "dog", "ärger"])
  }

  @Test func foldersInsideOfAClassFollowItsOwnFiles() throws {
    try tree.add("train/cat/aa/2.jpg", "train/cat/aa/1.jpg", "train/cat/aa/deep/0.png")
    #expect(
      try tree.listed(.folder, .training) == [
        "train/cat/a.JPEG:0", "train/cat/b.jpg:0", "train/cat/aa/1.jpg:0", "train/cat/aa/2.jpg:0",
        "train/cat/aa/deep/0.png:0", "train/dog/1.PnG:1",
      ])
  }

  @Test func whatIsHiddenOrNoImageIsPassedOver() throws {
    try tree.add("train/cat/.hidden.jpg", "train/.git/a.jpg", "train/cat/notes.txt", "train/x.jpg")
    try tree.add("train/cat/jpg", "train/cat/a.jpg.txt", "train/cat/.cache/b.jpg")
    #expect(
      try tree.listed(.folder, .training) == [
        "train/cat/a.JPEG:0", "train/cat/b.jpg:0", "train/dog/1.PnG:1",
      ])
  }

  @Test func theValidationComesBeforeTheTest() throws {
    #expect(try tree.listed(.folder, .test) == ["test/cat/x.jpeg:0", "test/dog/y.jpg:1"])
    try tree.add("val/cat/v.jpg", "val/dog/v.jpg")
    #expect(try tree.listed(.folder, .test) == ["val/cat/v.jpg:0", "val/dog/v.jpg:1"])
    #expect(try PublishedDataset.folder.files(of: .test, in: tree.path).isEmpty)
  }

  @Test func differentClassesAreNamed() throws {
    try tree.add("train/eel/1.jpg", "test/fox/1.jpg")
    #expect(
      tree.error(.folder, .test)
        == .differentClasses(
          first: tree.path + "/train", onlyFirst: ["eel"], second: tree.path + "/test",
          onlySecond: ["fox"]))
    #expect(tree.error(.folder, .training) == nil)
  }

  @Test func aClassWithoutImagesIsNamed() throws {
    try tree.add("train/eel/1.txt")
    #expect(tree.error(.folder) == .emptyClass(folder: tree.path + "/train/eel"))
    try tree.add("train/eel/2.webp", "train/eel/in/3.BMP", "train/eel/in/4.bmp")
    #expect(
      tree.error(.folder)?.description.hasSuffix(
        "found 3 files of image formats that are not read (.bmp, .webp)") == true)
  }

  @Test func foldersThatAreNotThereAreNamed() throws {
    try tree.remove("test")
    #expect(tree.error(.folder, .test) == .missingFile(names: ["val", "test"], folder: tree.path))
    try tree.remove("train")
    #expect(tree.error(.folder) == .missingFile(names: ["train"], folder: tree.path))
    try tree.add("train/x.jpg")
    #expect(tree.error(.folder) == .empty(file: tree.path + "/train"))
    try tree.remove("train")
    try tree.add("train")
    #expect(tree.error(.folder) == .missingFolder(tree.path + "/train"))
  }

  @Test func linksAreFollowedButNotForEver() throws {
    try FileManager.default.createSymbolicLink(
      atPath: tree.path + "/train/cats", withDestinationPath: "cat")
    #expect(try tree.listed(.folder, .training).contains("train/cats/b.jpg:1"))
    try FileManager.default.createSymbolicLink(
      atPath: tree.path + "/train/cat/loop", withDestinationPath: "../cat")
    guard case .unreadable(let file, _) = tree.error(.folder) else {
      Issue.record("a loop of links was listed")
      return
    }
    #expect(file.contains("train/cat/loop/loop"))
  }

  @Test func aLinkToNothingIsNamed() throws {
    try FileManager.default.createSymbolicLink(
      atPath: tree.path + "/train/cat/gone.jpg", withDestinationPath: "nowhere.jpg")
    #expect(
      tree.error(.folder)
        == .unreadable(
          file: tree.path + "/train/cat/gone.jpg", reason: "No such file or directory"))
  }

  @Test func namesThatAreNotUTF8AreRefused() throws {
    let name = [UInt8]((tree.path + "/train/cat/").utf8) + [0xFF, 0x2E, 0x6A, 0x70, 0x67, 0]
    let file = name.withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { fopen($0.baseAddress, "wb") }
    }
    fclose(file)
    #expect(
      tree.error(.folder)
        == .unreadable(
          file: tree.path + "/train/cat", reason: "the name of a file in it is not UTF-8"))
  }

  @Test func pathsStayBelowAFolder() {
    for path in ["a", "a/b", "a.b/..c", "..."] { #expect(staysBelow(path), "\(path)") }
    // The last one is a slash to the system, and to Swift a slash with an accent.
    for path in ["", "/a", "a//b", "a/", "..", "a/../b", "./a", "a\0b", "..\u{2F}\u{301}x"] {
      #expect(!staysBelow(path), "\(path)")
    }
  }
}
