import Foundation
import Processes
import TestSupport
import Testing
import Torch

/// What one process of a run meets ends all of them, with its sentence.
struct SharedFailureTests {
  private let bench: Bench
  private let host = ProcessInfo.processInfo.hostName

  init() throws { bench = try Bench() }

  /// Four images of each of two classes: in the order of the files, one class for each process.
  private func writePhotographs() throws {
    let files = try Fixture.tensors("images.safetensors").under("file/")
    let kinds = ["baseline-420", "cmyk", "progressive-444", "png-rgb8"]
    for name in ["a", "b"] {
      for (index, kind) in kinds.enumerated() {
        let bytes: [UInt8] = try #require(files[kind]).array()
        let isDamaged = name == "b" && index == 2
        try bench.write(
          isDamaged ? Array(bytes.prefix(bytes.count / 2)) : bytes,
          to: "photographs/train/\(name)/\(index).jpg")
        if index == 0 { try bench.write(bytes, to: "photographs/val/\(name)/0.jpg") }
      }
    }
  }

  private static let photographs = [
    "--model", "resnet8", "--dataset", "folder", "--data", "photographs", "--image-size", "32",
    "--batch-size", "4", "--no-shuffle", "--threads", "1", "--epochs", "2", "--accumulate", "2",
  ]

  @Test func aDamagedImageOfOneEndsAllOrIsCounted() async throws {
    try writePhotographs()
    func train(_ output: String, _ processes: Int, _ words: String...) async throws -> Outcome {
      try await Command.run(
        ["train"] + Self.photographs + ["--processes", "\(processes)", "--output", output] + words,
        in: bench.path("."))
    }
    expectFailure(
      try await train("stopped", 2), code: 1, "Error: rank 1 on \(host): ", "train/b/2.jpg",
      "expected an intact image")
    bench.expectNothingHalfWritten("stopped")
    var told: [[Substring]] = []
    for (name, processes) in [("one", 1), ("two", 2)] {
      let outcome = try await train(name, processes, "--skip-corrupt")
      #expect(outcome.code == 0, "\(outcome.errors)")
      told.append(outcome.errors.split(separator: "\n").filter { $0.hasPrefix("left out: ") })
    }
    #expect(told[0] == told[1] && told[0].count == 1, "\(told)")
    #expect(try bench.text("two/metrics.jsonl").contains("\"skippedImages\":1"))
    try bench.expectSameRun("two", as: "one")
  }

  /// It is the failure of one run after the other, whoever starts the processes.
  @Test(.extended) func aDamagedImageOfOneEndsARunAndNotTheComparison() async throws {
    try writePhotographs()
    let words = ["compare"] + Self.photographs + ["--seeds", "1", "--output"]
    let own = try await Command.run(words + ["own", "--processes", "2"], in: bench.path("."))
    let launched = try await bench.launchAll { _ in words + ["launched"] }.outcomes()
    #expect(own.code == 1 && launched.map(\.end) == [.code(1), .code(0)], "\(launched)")
    #expect(launched[1].errors.isEmpty)
    for errors in [own.errors, launched[0].errors] {
      let start = "Error: 2 of 2 runs failed: none-0, all-0. The first says: rank 1 on \(host): "
      #expect(errors.split(separator: "\n").last?.hasPrefix(start) == true, "\(errors)")
      #expect(errors.contains("train/b/2.jpg"))
    }
  }

  /// No file may grow beyond 200 blocks, a third of a checkpoint.
  @Test func aFullDiskOfTheFirstEndsAll() async throws {
    let words =
      Bench.common + [
        "--epochs", "2", "--accumulate", "2", "--processes", "2", "--output", "run",
      ]
    let outcome = try await Command.run(
      ["-c", "ulimit -f 200; exec \"$0\" train \"$@\"", Command.folder + "/centralize"] + words,
      program: "/bin/bash", in: bench.path("."))
    expectFailure(outcome, code: 1, "cannot write", "run/", "safetensors")
    bench.expectNothingHalfWritten("run")
    #expect(!bench.has("run/last.safetensors"))
  }

  /// Another process has the state for a moment where temporary files lie.
  @Test func aProcessThatCannotTakeTheStateEndsAll() async throws {
    try await bench.train("run", "--steps", "1", "--accumulate", "2")
    let outcome = try await Command.run(
      [
        "TMPDIR=/not-there", Command.folder + "/centralize", "train", "--resume", "--output", "run",
        "--processes", "2",
      ], program: "/usr/bin/env", in: bench.path("."))
    expectFailure(
      outcome, code: 1, "Error: rank 1 on \(host): /not-there/", "No such file or directory")
    bench.expectNothingHalfWritten("run")
  }

  @Test func aTrainingThatDivergesIsSaidAsByOne() async throws {
    let options = ["--learning-rate", "1e30", "--accumulate", "2", "--log-every", "1"]
    let one = try await bench.attempt("one", options)
    let two = try await bench.train("two", by: 2, options)
    expectFailure(two, code: 1, "Error: step 2: ", "began in")
    #expect(one.code == 1)
    let sentences = [one, two].map { $0.errors.split(separator: "\n").last }
    #expect(sentences[0] == sentences[1], "\(sentences)")
    #expect(try bench.metrics("two", "step").count == 1)
  }
}
