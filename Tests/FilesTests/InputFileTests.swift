import Files
import Glibc
import TestSupport
import Testing

struct InputFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func aPartOfAFileIsRead() throws {
    let file = try InputFile(folder.write([1, 2, 3, 4], to: "file"))
    #expect(file.byteCount == 4)
    let (part, none) = (try file.bytes(1..<3), try file.bytes(4..<4))
    #expect(Array(part.bytes) == [2, 3] && none.bytes.isEmpty)
  }

  /// A mapped file would end the process with SIGBUS.
  @Test func aFileThatShrinksIsAnError() throws {
    let path = try folder.write([1, 2, 3, 4], to: "file")
    let file = try InputFile(path)
    let read = try file.bytes(0..<4)
    #expect(truncate(path, 1) == 0)
    let error = #expect(throws: FileError.self) { try file.bytes(0..<4) }
    #expect(error == .cutOff(path: path, expected: 4, found: 1))
    #expect(
      error?.description
        == "cannot read \(path): expected 4 bytes, found 1; it became shorter while it was read")
    #expect(Array(read.bytes) == [1, 2, 3, 4])
  }

  /// A sparse file, which takes no place on the disk.
  @Test func moreThanTheMemoryIsAnError() throws {
    let path = try folder.write([1], to: "sparse")
    let size = 1 << 42
    #expect(truncate(path, size) == 0)
    let error = #expect(throws: FileError.self) { try InputFile(path).bytes(0..<size) }
    #expect(error?.description.contains("\(size) bytes are more than the") == true)
  }
}
