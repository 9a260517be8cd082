import Files
import Glibc
import TestSupport
import Testing
import Torch

/// Whatever is wrong with a file is a typed error that names the file.
@Suite struct SafetensorsErrorTests {
  private let folder: TemporaryFolder
  private static let data = [UInt8](repeating: 0, count: 8)

  init() throws { folder = try TemporaryFolder() }

  private func error(opening bytes: [UInt8]) throws -> SafetensorsError? {
    let path = try folder.write(bytes, to: "file")
    return #expect(throws: SafetensorsError.self) { try SafetensorsFile(path) }
  }

  /// Headers that break the format, over eight bytes of data.
  static let wrongHeaders: [String] = [
    header(dtype: "F8_E4M3"), header(dtype: "f32"), header(dtype: ""),
    header(shape: "[3]"), header(shape: "[-2]"), header(shape: "[-2,-1]"), header(shape: "[2,-1]"),
    header(shape: "[-1]", offsets: "[0,4]"), header(shape: "[1.5]"),
    header(shape: "[\"2\"]"), header(shape: "2"), header(shape: "null"),
    header(shape: "[4294967296,4294967296]"), header(shape: "[9223372036854775807,2]"),
    header(shape: "[18446744073709551618]"),
    header(shape: "[0,4611686018427387904,4]", offsets: "[0,0]"),
    header(offsets: "[0,4]"), header(offsets: "[8,0]"), header(offsets: "[-8,0]"),
    header(offsets: "[0]"), header(offsets: "[0,8,8]"), header(offsets: "[4,12]"),
    header(offsets: "[0,9223372036854775808]"),
    "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", "{\"a\":{}}", "{\"a\":[]}", "{\"a\":7}",
    "{\"__metadata__\":{\"a\":7}}", "{\"__metadata__\":7}", "{\"a\":{\"text\":\"text\"}}",
    header().replacing("\"a\"", with: "\"__metadata__\""),
    // A gap, an overlap, and one tensor inside another.
    "{\"a\":\(bytes(0, 2)),\"b\":\(bytes(4, 8))}", "{\"a\":\(bytes(0, 5)),\"b\":\(bytes(4, 8))}",
    "{\"a\":\(bytes(0, 8)),\"b\":\(bytes(2, 4))}", "{\"a\":\(bytes(0, 8)),\"b\":\(bytes(0, 8))}",
    "{", "{}}", "{\"a\"", "{\"a\":}", "{'a':1}", "{\u{0}}",
    String(repeating: "{\"a\":", count: 20_000),
    "{\"a\":" + String(repeating: "[", count: 20_000),
  ]

  private static func bytes(_ start: Int, _ end: Int) -> String {
    "{\"dtype\":\"U8\",\"shape\":[\(end - start)],\"data_offsets\":[\(start),\(end)]}"
  }

  @Test(arguments: wrongHeaders)
  func aWrongHeaderIsMalformed(_ header: String) throws {
    let error = try error(opening: safetensors(header: header, data: Self.data))
    guard case .malformed(let path, let reason) = error else {
      Issue.record("found \(String(describing: error)) for \(header.prefix(100))")
      return
    }
    #expect(path == folder.file("file"))
    #expect(!reason.isEmpty)
  }

  @Test(arguments: 0..<8)
  func fewerThanEightBytes(_ count: Int) throws {
    let error = try error(opening: [UInt8](repeating: 1, count: count))
    #expect(
      error
        == .malformed(
          path: folder.file("file"), reason: "expected at least 8 bytes, found \(count)"))
  }

  @Test func somethingElse() throws {
    let error = try error(opening: Array("PK\u{3}\u{4} this is a zip file, not tensors".utf8))
    #expect(
      error?.description
        == "\(folder.file("file")) is not a safetensors file: it does not begin with a header")
  }

  @Test(arguments: [UInt64.max, 1 << 63, (100 << 20) + 1, 1, 0] as [UInt64])
  func aHeaderLengthThatCannotBe(_ length: UInt64) throws {
    var bytes = safetensors(header: header(), data: Self.data)
    withUnsafeBytes(of: length.littleEndian) { bytes.replaceSubrange(0..<8, with: $0) }
    let error = try error(opening: bytes)
    #expect(
      error
        == .malformed(path: folder.file("file"), reason: "it does not begin with a header"))
  }

  @Test func aHeaderBeyondTheFile() throws {
    let bytes = safetensors(header: header(), data: Self.data)
    let error = try error(opening: Array(bytes.prefix(20)))
    let expected = bytes.count - Self.data.count
    #expect(error == .wrongSize(path: folder.file("file"), expected: expected, found: 20))
    let sentence = try #require(error?.description)
    #expect(
      sentence.hasSuffix(
        "expected \(expected) bytes by its own header, found 20; the file is cut off"))
  }

  @Test func dataThatIsCutOff() throws {
    let bytes = safetensors(header: header(), data: Self.data)
    let error = try error(opening: bytes.dropLast())
    #expect(
      error
        == .wrongSize(
          path: folder.file("file"), expected: bytes.count, found: bytes.count - 1))
  }

  @Test func somethingAfterTheTensors() throws {
    let bytes = safetensors(header: header(), data: Self.data)
    let error = try error(opening: bytes + [0])
    #expect(
      error
        == .wrongSize(
          path: folder.file("file"), expected: bytes.count, found: bytes.count + 1))
    #expect(error?.description.hasSuffix("something follows the tensors") == true)
  }

  @Test func aSizeThatNoFileHas() throws {
    let bytes = safetensors(
      header: header(
        dtype: "U8", shape: "[9223372036854775807]", offsets: "[0,9223372036854775807]"))
    let error = try error(opening: bytes)
    #expect(
      error == .wrongSize(path: folder.file("file"), expected: .max, found: bytes.count))
  }

  @Test func aMissingFile() {
    let path = folder.file("none")
    let error = #expect(throws: SafetensorsError.self) { try SafetensorsFile(path) }
    #expect(error == .file(.system(operation: "read", path: path, code: ENOENT)))
    #expect(error?.description == "cannot read \(path): No such file or directory")
  }

  @Test func aFolder() {
    let error = #expect(throws: SafetensorsError.self) { try SafetensorsFile(folder.path) }
    #expect(error?.description == "cannot read \(folder.path): Is a directory")
  }

  @Test func aPipe() {
    let path = folder.file("pipe")
    #expect(mkfifo(path, 0o600) == 0)
    let error = #expect(throws: SafetensorsError.self) { try SafetensorsFile(path) }
    #expect(error == .file(.system(operation: "read", path: path, code: ENODEV)))
  }

  @Test func aFolderThatIsNotThereToWriteIn() {
    let path = folder.file("none/file")
    let error = #expect(throws: SafetensorsError.self) {
      try SafetensorsFile.write([], to: path)
    }
    #expect(
      error?.description == """
        cannot write \(path): No such file or directory; what stood there before is unchanged
        """)
  }
}
