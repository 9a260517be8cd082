import Foundation
import TestSupport
import Testing

/// Standard output and error have one writer each, in the module `Streams`: the others end a program where
/// they cannot write, or say nothing of it.
struct StreamRuleTests {
  private static let other = [
    "FileHandle.standardError", "FileHandle.standardOutput", "fputs(", "fwrite(", "fprintf(",
    " print(",
    "debugPrint(", "dump(",
  ]

  @Test func thereAreNoOtherWriters() throws {
    let folder = Fixture.repository + "/Sources"
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder).filter {
      // The reader of MATLAB files talks to the engine alone, which sees whether all has come.
      // Tutorials show programs of others.
      $0.hasSuffix(".swift") && !$0.hasPrefix("Streams/") && !$0.hasPrefix("centralize-mat/")
        && !$0.contains(".docc/")
    }
    #expect(files.count > 300)
    for file in files {
      let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
      for line in text.split(separator: "\n")
      where !line.drop(while: { $0 == " " }).hasPrefix("//") {
        for writer in Self.other {
          #expect(!(" " + line).contains(writer), "\(file): \(line)")
        }
      }
    }
  }

  @Test func everyProgramBeginsWithItsStreams() throws {
    for program in ["", "-engine", "-fetch", "-mat", "-watch"] {
      let file = program.isEmpty ? "Centralize" : "main"
      let text = try String(
        contentsOfFile: Fixture.repository + "/Sources/centralize\(program)/\(file).swift",
        encoding: .utf8)
      #expect(text.contains("ProgramStart.prepare()\n"), "centralize\(program)")
    }
  }
}
