import Foundation
import TestSupport
import Testing

@testable import Files

struct ErrorWordsTests {
  private func words(_ body: () throws -> Void) -> String {
    do { try body() } catch { return ErrorWords.of(error) }
    return "no error"
  }

  @Test func noneOfFoundationIsShown() {
    let decoding = words { _ = try JSONDecoder().decode([String: Int].self, from: Data("[]".utf8)) }
    #expect(decoding == "what was read is not understood: the value of the file has the wrong type")
    let encoding = words { _ = try JSONEncoder().encode(["mean": Double.infinity]) }
    #expect(
      encoding
        == "what was made cannot be written: the value of 'mean' is inf, which JSON cannot hold")
    let reading = words { _ = try Data(contentsOf: URL(fileURLWithPath: "/none/file")) }
    #expect(reading == "/none/file: No such file or directory")
    #expect(words { throw POSIXError(.ENOSPC) } == "No space left on device")
    for sentence in [decoding, encoding, reading] {
      #expect(!sentence.contains("Domain") && !sentence.contains("Error"), "\(sentence)")
    }
    #expect(
      words { throw FormatError.newer(file: "f", found: 2, known: 1) }.hasPrefix("f has format"))
  }

  @Test func aNumberThatIsNoneIsNamedWithItsFile() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("s.json")
    let error = #expect(throws: FormatError.self) { try JSONFile.write([1, Double.nan], to: path) }
    #expect(
      error?.description
        == "\(path) cannot be written: the value of 'Index 1' is nan, which JSON cannot hold.")
    #expect(try folder.contents == [])
  }

  @Test func aFileThatIsNotThereIsNone() throws {
    let folder = try TemporaryFolder()
    let none: [Int]? = try JSONFile.read(folder.file("none"), known: 1)
    #expect(none == nil)
    mkfifo(folder.file("pipe"), 0o600)
    let error = #expect(throws: FormatError.self) {
      let _: [Int]? = try JSONFile.read(folder.file("pipe"), known: 1)
    }
    #expect(error?.description.contains("it is a pipe, not a file") == true)
  }
}
