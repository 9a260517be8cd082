import Foundation
import TestSupport
import Testing

@testable import DatasetDownloads

/// Unpacking what was fetched, and what is not unpacked.
@Suite struct ArchiveTests {
  /// `data/a.txt`, `data/b/c.txt`, and a neighbour.
  private var whole: [UInt8] {
    var tar = Tar()
    tar.add("data/", kind: "5", mode: 0o111)
    tar.add("./data/a.txt", [1, 2, 3], mode: 0)
    tar.add("data/b/c.txt", [UInt8](repeating: 9, count: 1000), mode: 0o4755)
    tar.add("other.txt", [4])
    return tar.bytes
  }

  @Test func unpacksAndTidiesUp() throws {
    let bench = try DownloadBench("a.tar", whole)
    try bench.download("a.tar", of: whole, contents: ["data"]).run()
    #expect(try bench.folder.contents == ["data"])
    #expect(try bench.folder.read("data/a.txt") == [1, 2, 3])
    #expect(try bench.folder.read("data/b/c.txt").count == 1000)
    var status = stat()
    stat(bench.folder.file("data/b/c.txt"), &status)
    #expect(status.st_mode & 0o7000 == 0)
    // What is there is left alone.
    try bench.download("a.tar", of: whole, contents: ["data"]).run()
    #expect(bench.server.requests.count == 1)
  }

  @Test func unpacksGzip() async throws {
    let folder = try TemporaryFolder()
    let plain = try folder.write(whole, to: "a.tar")
    #expect(try await TestProgram.run("/bin/gzip", [plain]).code == 0)
    let place = try TemporaryFolder()
    try Archive(path: plain + ".gz").unpack(into: place.path)
    #expect(try place.contents == ["data", "other.txt"])
  }

  @Test func linksInsideAreAllowed() throws {
    var tar = Tar()
    tar.add("data/a.txt", [5])
    tar.add("data/b/up", kind: "2", target: "../a.txt")
    tar.add("data/same.txt", kind: "1", target: "data/a.txt")
    let bench = try DownloadBench("a.tar", tar.bytes)
    try bench.download("a.tar", of: tar.bytes, contents: ["data"]).run()
    #expect(try bench.folder.read("data/b/up") == [5])
    #expect(try bench.folder.read("data/same.txt") == [5])
  }

  @Test(
    arguments: [
      ("../evil.txt", "0", ""), ("data/../../evil.txt", "0", ""),
      ("/tmp/evil-absolute.txt", "0", ""),
      ("data/link", "2", "../../evil.txt"), ("data/link", "2", "/etc/passwd"),
      ("data/link", "1", "../evil.txt"), ("data/link", "1", "/etc/passwd"), ("data/null", "3", ""),
      ("data/disk", "4", ""), ("data/pipe", "6", ""), ("..", "5", ""),
    ] as [(String, Character, String)])
  func whatLeavesTheFolderIsRefused(_ name: String, _ kind: Character, _ target: String) throws {
    let bytes = Tar.with(name, kind: kind, target: target)
    let bench = try DownloadBench("a.tar", bytes)
    let error = bench.error(bench.download("a.tar", of: bytes, contents: ["data"]))
    guard case .unsafeArchive(bench.folder.file("a.tar"), name, _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    // The archive alone is left: nothing under the final name, nothing half.
    #expect(try bench.folder.contents == ["a.tar"])
    let above = URL(fileURLWithPath: bench.folder.path).deletingLastPathComponent().path
    for place in [above, bench.folder.path, "/tmp"] {
      #expect(!FileManager.default.fileExists(atPath: place + "/evil.txt"))
    }
    #expect(!FileManager.default.fileExists(atPath: "/tmp/evil-absolute.txt"))
  }

  /// A link that stays inside is no way to write through.
  @Test func nothingIsWrittenThroughALink() throws {
    var tar = Tar()
    tar.add("data/real/a.txt", [1])
    tar.add("data/link", kind: "2", target: "real")
    tar.add("data/link/a.txt", [2])
    let bench = try DownloadBench("a.tar", tar.bytes)
    let error = bench.error(bench.download("a.tar", of: tar.bytes, contents: ["data"]))
    guard case .unwritable? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try bench.folder.contents == ["a.tar"])
  }

  @Test func damagedArchivesLeaveNothingHalf() throws {
    for bytes in [Array(whole.prefix(1200)), Array(someBytes.prefix(5000))] {
      let bench = try DownloadBench("a.tar", bytes)
      let error = bench.error(bench.download("a.tar", of: bytes, contents: ["data"]))
      guard case .damagedArchive? = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
      #expect(try bench.folder.contents == ["a.tar"])
    }
  }

  @Test func anArchiveWithoutItsFolderIsNamed() throws {
    let bench = try DownloadBench("a.tar", whole)
    #expect(
      bench.error(bench.download("a.tar", of: whole, contents: ["data", "more"]))
        == .incompleteArchive(file: bench.folder.file("a.tar"), missing: "more"))
    #expect(try bench.folder.contents == ["a.tar"])
  }

  @Test func whatAnInterruptedRunLeftIsRemoved() throws {
    let bench = try DownloadBench("a.tar", whole)
    let left = bench.folder.file(".a.tar.unpacking")
    try FileManager.default.createDirectory(
      atPath: left + "/data", withIntermediateDirectories: true)
    try Data([1]).write(to: URL(fileURLWithPath: left + "/data/half.txt"))
    try bench.download("a.tar", of: whole, contents: ["data"]).run()
    #expect(try bench.folder.contents == ["data"])
    #expect(!FileManager.default.fileExists(atPath: bench.folder.file("data/half.txt")))
  }

  @Test func damagedArchivesDoNoHarm() throws {
    let folder = try TemporaryFolder()
    for (index, bytes) in Mutations(of: whole, seed: 5).prefix(200).enumerated() {
      let path = try folder.write(bytes, to: "a.tar")
      let place = folder.file("\(index)")
      try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
      do {
        try Archive(path: path).unpack(into: place)
      } catch {}
    }
    #expect(try folder.contents.allSatisfy { $0 == "a.tar" || Int($0) != nil })
  }
}
