import Foundation
import TestSupport
import Testing

@testable import TorchData

/// The reader of MATLAB files, a process of its own: what it reads, and how it fails.
@Suite struct MATReaderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func values(
    _ name: String, of fixture: String = "kinds"
  ) throws -> [MATColumn.Value] {
    let path = try folder.write(try Fixture.matlab(fixture), to: "a.mat")
    return try MATReader().columns([name], of: path)[0].values
  }

  private func failure(_ bytes: [UInt8], _ reader: MATReader = MATReader()) throws -> String? {
    let path = try folder.write(bytes, to: "a.mat")
    do {
      _ = try reader.columns(["annotations/fname", "annotations/class"], of: path)
      return nil
    } catch DataError.corruptMAT(path, let reason) {
      return reason
    }
  }

  @Test func readsNumbersOfEveryKind() throws {
    for kind in ["float", "int", "uint"] {
      for size in kind == "float" ? [32, 64] : [8, 16, 32, 64] {
        let found = try values("as_\(kind)\(size)")
        #expect(found == [.number(1), .number(2), .number(100)], "\(kind)\(size)")
      }
    }
    #expect(try values("negative") == [.number(-3), .number(-128)])
    #expect(try values("nothing") == [])
  }

  @Test func readsTexts() throws {
    #expect(try values("mixed") == [.text("a"), .number(7), .text(""), .text("ünï çödé")])
  }

  @Test(arguments: [
    ("fraction", "'fraction' is not all whole numbers"),
    ("infinite", "'infinite' is not all whole numbers"),
    ("beyond", "'beyond' is not all whole numbers"),
    ("imaginary", "'imaginary' lacks some of its numbers"),
    ("pair", "'pair' has 2 numbers where one is expected"),
    ("table", "'table' has a table of characters where one text is expected"),
    ("newline", "'newline' has characters that no name has"),
    ("absent", "it has no variable 'absent' that can be read"),
    ("mixed/field", "'mixed' is not an array of structures"),
  ])
  func refusesWhatIsNoName(_ name: String, _ reason: String) throws {
    let path = folder.path + "/a.mat"
    #expect(throws: DataError.corruptMAT(file: path, reason: reason)) { try values(name) }
  }

  @Test func aFieldThatIsNotThereIsNamed() throws {
    let path = folder.path + "/a.mat"
    let reason = "element 1 of 'annotations' has no field 'absent'"
    #expect(throws: DataError.corruptMAT(file: path, reason: reason)) {
      try values("annotations/absent", of: "cars train")
    }
  }

  @Test func columnsHaveOneKindOfValue() throws {
    let path = try folder.write(try Fixture.matlab("kinds"), to: "a.mat")
    let column = try MATReader().columns(["mixed"], of: path)[0]
    #expect(throws: DataError.self) { try column.texts() }
    #expect(throws: DataError.self) { try column.numbers() }
  }

  @Test func otherFilesAreRefused() throws {
    #expect(try failure([]) == "it is shorter than a header of 128 bytes")
    var bytes = try Fixture.matlab("cars train")
    #expect(try failure(Array(bytes.prefix(127))) == "it is shorter than a header of 128 bytes")
    // Version 7.3 is an HDF5 file.
    bytes[125] = 2
    #expect(try failure(bytes) == "it is not a MATLAB file of version 5")
    #expect(
      throws: DataError.unreadable(file: folder.path, reason: "it is not a regular file")
    ) { try MATReader().columns(["a"], of: folder.path) }
    #expect(
      throws: DataError.unreadable(
        file: folder.path + "/absent", reason: "No such file or directory")
    ) { try MATReader().columns(["a"], of: folder.path + "/absent") }
  }

  @Test func memoryIsLimited() throws {
    let bytes = try Fixture.matlab("cars train")
    var reader = MATReader()
    // Less than the program itself takes.
    reader.memory = 1 << 20
    #expect(try failure(bytes, reader) != nil)
  }

  @Test func aReaderThatSaysTooMuchIsEnded() throws {
    var reader = MATReader()
    reader.mostOutput = 10
    #expect(
      try failure(try Fixture.matlab("cars train"), reader) == "it holds more than 0 MB of names")
  }

  @Test func aReaderThatFailsIsAnError() throws {
    // Programs that print nothing, and one that fails.
    for (program, reason) in [
      ("/bin/true", "its reader did not come to the end"), ("/bin/false", "its reader gave up"),
    ] {
      var reader = MATReader()
      reader.program = program
      #expect(try failure(try Fixture.matlab("cars train"), reader) == reason)
    }
  }

  @Test func whatTheReaderPrintsIsChecked() throws {
    let path = try folder.write(try Fixture.matlab("cars train"), to: "a.mat")
    for output in [
      "=a\nN1\n", "=b\nN1\n.\n", "=a\nNx\n.\n", "=a\nQ1\n.\n", "N1\n.\n", "=a\nT\u{301}\n", ".\n",
    ] {
      let script = try folder.write(
        Array("#!/bin/sh\nprintf '\(output.replacing("\n", with: "\\n"))'\n".utf8), to: "reader")
      chmod(script, 0o755)
      var reader = MATReader()
      reader.program = script
      #expect(throws: DataError.self, "\(output)") { try reader.columns(["a"], of: path) }
    }
  }

  @Test func withoutItsProgramItSaysHowToBuildIt() throws {
    let path = try folder.write(try Fixture.matlab("cars train"), to: "a.mat")
    var reader = MATReader()
    reader.program = folder.path + "/absent"
    guard
      case .unreadable(path, let reason)? = #expect(
        throws: DataError.self, performing: { try reader.columns(["a"], of: path) })
    else { return }
    #expect(reason.contains("swift build --product centralize-mat"))
  }
}
