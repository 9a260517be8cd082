import Foundation
import TestSupport
import Testing

/// What becomes of a command whose standard streams are full, closed or not read.
struct StreamTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  /// The exit code of each line of a shell's script, where `centralize` and its kin are the built programs, and
  /// what it said on standard error.
  private func codes(_ lines: [String]) async throws -> [(code: Int, errors: String)] {
    // Each line in a shell of its own, where an end by a signal is 128 and more.
    let script = lines.enumerated().map { "( \($1) ) 2>errors-\($0); echo $? >code-\($0)\n" }
    let outcome = try await Command.run(
      ["-c", "set -o pipefail; PATH=\"$0:$PATH\"; " + script.joined(), Command.folder],
      program: "/bin/bash", in: bench.path("."))
    #expect(outcome.code == 0, "\(outcome.errors)")
    return try lines.indices.map { index in
      let code = try bench.text("code-\(index)").trimmingCharacters(in: .whitespacesAndNewlines)
      return (try #require(Int(code)), try bench.text("errors-\(index)"))
    }
  }

  @Test func aResultThatIsNotWrittenIsAnError() async throws {
    let found = try await codes([
      "centralize optimizers >/dev/full", "centralize recipes >&-", "centralize --help >/dev/full",
      "centralize plan --model resnet8 >/dev/full", "centralize datasets <&- >&-",
    ])
    for (code, errors) in found {
      #expect(code == 1, "\(errors)")
      let start = "Error: the result could not be written to standard output: "
      #expect(errors.hasPrefix(start) && errors.split(separator: "\n").count == 1, "\(errors)")
    }
    #expect(found[0].errors.contains("No space left on device"))
    #expect(found[1].errors.contains("Bad file descriptor"))
  }

  @Test func aReaderThatIsGoneIsNone() async throws {
    for (code, errors) in try await codes([
      "centralize optimizers | true",
      "centralize plan --model resnet8 --json | head -c 1 >/dev/null",
    ]) { #expect(code == 0 && errors.isEmpty, "\(code) \(errors)") }
  }

  @Test func errorsKeepTheirCodesWhereNobodyHearsThem() async throws {
    let found = try await codes([
      "centralize trian 2>/dev/full", "centralize train --resume --output none 2>&-",
      "centralize-engine 2>/dev/full", "centralize-fetch 2>/dev/full", "centralize-watch 2>&-",
      "centralize optimizers <&- >&- 2>&-", "centralize-mat <&- >&- 2>&-",
      "centralize-engine <&- >&- 2>&-", "centralize-fetch <&- >&- 2>&-",
      "centralize-watch <&- >&- 2>&-",
    ])
    #expect(found.map(\.code) == [64, 1, 64, 64, 64, 1, 64, 64, 64, 64])
  }

  @Test func aTrainingGoesOnAndItsFilesAreItsOwn() async throws {
    let words =
      (["centralize", "train"] + Bench.common).joined(separator: " ")
      + " --steps 3 --log-every 1 --output"
    let found = try await codes([
      "\(words) plain >output", "\(words) closed <&- 2>&- >output-closed",
      "\(words) full 2>/dev/full >/dev/full", "\(words) none <&- >&- 2>&-",
      "\(words) unread 2>&1 | true",
    ])
    // The last code is that of the training, as pipefail says.
    #expect(found.map(\.code) == [0, 0, 1, 1, 0])
    for run in ["closed", "full", "none", "unread"] {
      for file in ["metrics.jsonl", "weights.safetensors", "last.safetensors"] {
        #expect(try bench.bytes("\(run)/\(file)") == bench.bytes("plain/\(file)"), "\(run)/\(file)")
      }
    }
    #expect(try bench.text("output-closed") == bench.text("output"))
  }

  /// Names that are no text, and files that are none.
  @Test func whatAPathIsIsSaid() async throws {
    let found = try await codes([
      "centralize train --output $'\\xff'", "mkdir $'\\xfe'; cd $'\\xfe'; centralize optimizers",
      "mkfifo pipe; centralize train --config pipe", "centralize plan --config /dev/zero",
      "truncate -s 500G huge; centralize train --config huge",
      "centralize export --model resnet8 --weights data/t10k-labels-idx1-ubyte --output /dev/null",
    ])
    #expect(found.map(\.code) == [64, 64, 1, 1, 1, 1])
    for (index, words) in [
      "Argument 3 of the command line", "The path of the current folder",
      "pipe of --config cannot be "
        + "read: it is a pipe, not a file", "/dev/zero of --config cannot be read: it is a device",
      "it has 536870912000 bytes", "cannot write /dev/null: it is a device, not a file",
    ].enumerated() {
      #expect(found[index].errors.contains(words), "\(found[index].errors)")
    }
    #expect(!bench.has("\u{FFFD}"))
  }
}
