import Foundation
import TestSupport
import Testing

@testable import Processes

struct SubprocessTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// What a shell prints that is started with more descriptors than the standard ones.
  private func output(
    _ script: String, in place: String? = nil, more targets: [Int32: Subprocess.Target] = [:]
  ) throws -> String {
    let child = try TestProgram.start(
      "/bin/sh", ["-c", script], in: place, more: targets, output: folder.file("out"),
      errors: folder.file("err"))
    #expect(child.wait() == .code(0))
    return String(decoding: try folder.read("out"), as: UTF8.self)
  }

  /// A pipe that leaks into a program which goes on has no end, and who reads it waits.
  @Test func nothingIsOpenThatWasNotGiven() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    #expect(fcntl(ends[0], F_GETFD) == 0, "the pipe would be inherited")
    let list = "for f in /proc/self/fd/*; do test -e $f && echo ${f##*/}; done; true"
    #expect(try output(list) == "0\n1\n2\n")
    let given = try output(list, more: [5: .descriptor(ends[0]), 8: .nowhere])
    #expect(given == "0\n1\n2\n5\n8\n")
  }

  /// Foundation's processes leak into each other, and their ends are then heard of late or never.
  @Test func everyProgramIsStartedHere() throws {
    for folder in ["Sources", "Tests"].map({ Fixture.repository + "/" + $0 }) {
      let files = try FileManager.default.subpathsOfDirectory(atPath: folder)
      for file in files where file.hasSuffix(".swift") {
        let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
        #expect(!text.contains(/[ (.]Process\(\)/), "\(file)")
      }
    }
  }

  @Test func aProgramRunsInItsFolder() throws {
    #expect(try output("pwd -P", in: "/usr") == "/usr\n")
    #expect(throws: (any Error).self) { try output("true", in: folder.file("none")) }
  }

  @Test func theEndIsACodeOrASignal() throws {
    let code = try Subprocess("/bin/sh", ["-c", "exit 7"], targets: [:])
    #expect(code.wait() == .code(7))
    let signal = try Subprocess("/bin/sh", ["-c", "kill -USR1 $$"], targets: [:])
    #expect(signal.wait() == .signal(SIGUSR1))
  }

  @Test func aProgramThatGoesOnForTooLongIsEnded() async throws {
    let error = await #expect(throws: TestProgram.NeverEnded.self) {
      try await TestProgram.run("/bin/sh", ["-c", "echo here >&2; sleep 60"], seconds: 0.5)
    }
    #expect(error?.errors == "here\n" && error?.words.first == "/bin/sh")
  }
}
