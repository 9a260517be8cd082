import EngineProtocol
import Foundation
import TestSupport
import Testing
import Torch

/// Runs that stopped because something was in their way, and resumes that cannot be.
struct ResumeTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  private func resume(_ words: String...) async throws -> Outcome {
    try await Command.run(["train", "--resume", "--output", "run"] + words, in: bench.path(""))
  }

  /// The checkpoint that ends a run is the last that it writes: until then it can go on.
  @Test func aRunWithoutItsWeightsIsNotFinished() async throws {
    try await bench.train("whole", "--epochs", "1")
    // A folder in the way of the file.
    try bench.write([], to: "run/weights.safetensors/x")
    let stopped = try await bench.attempt("run", ["--epochs", "1"])
    expectFailure(stopped, code: 1, "cannot write", "run/weights.safetensors")
    try FileManager.default.removeItem(atPath: bench.path("run/weights.safetensors"))
    #expect(try await bench.resume("run").code == 0)
    for file in ["last.safetensors", "metrics.jsonl", "weights.safetensors"] {
      #expect(try bench.bytes("run/" + file) == bench.bytes("whole/" + file), "\(file)")
    }
  }

  /// A full disk: the old checkpoint survives, and leads to the same end.
  @Test func aFailedWriteKeepsTheCheckpoint() async throws {
    try await bench.train("whole", "--epochs", "2")
    let interruption = Interruption(SIGINT, metrics: bench.path("run/metrics.jsonl"), lines: 3)
    let begun = try await bench.attempt(
      "run", ["--epochs", "2", "--log-every", "1"], interruption: interruption)
    #expect(begun.code == 130, "\(begun.errors)")
    let checkpoint = try bench.bytes("run/last.safetensors")
    // No file may grow beyond 200 blocks, a third of a checkpoint.
    let limited = try await Command.run(
      [
        "-c", "ulimit -f 200; exec \"$0\" train --resume --output run",
        Command.folder + "/centralize",
      ],
      program: "/bin/bash", in: bench.path(""))
    expectFailure(limited, code: 1, "cannot write", "safetensors", "is unchanged")
    #expect(try bench.bytes("run/last.safetensors") == checkpoint)
    let names = try FileManager.default.contentsOfDirectory(atPath: bench.path("run"))
    #expect(!names.contains { $0.hasSuffix(".partial") || $0 == ".lock" })
    #expect(try await bench.resume("run").code == 0)
    #expect(
      try bench.bytes("run/weights.safetensors") == bench.bytes("whole/weights.safetensors"))
  }

  @Test func anOtherOptionIsNamed() async throws {
    try await bench.train("run", "--steps", "1")
    let rate = try await resume("--learning-rate", "0.2")
    expectFailure(rate, code: 64, "--learning-rate was 0.1 and is given as 0.2", "run/config.json")
    let steps = try await resume("--steps", "2", "--seed", "1")
    expectFailure(steps, code: 64, "--steps was 1 and is given as 2", "--seed was 0")
    let kept = try await resume("--learning-rate", "0.1", "--data", "./data")
    #expect(kept.code == 0, "\(kept.errors)")
    try await anotherRunIsNotOverwritten()
    try await aNewerRecordIsRefused()
  }

  private func anotherRunIsNotOverwritten() async throws {
    let before = try bench.bytes("run/last.safetensors")
    let outcome = try await bench.command("run", ["--steps", "2"])
    expectFailure(outcome, code: 1, "run already holds a run", "--resume --output run")
    #expect(try bench.bytes("run/last.safetensors") == before)
  }

  private func aNewerRecordIsRefused() async throws {
    let text = try bench.text("run/config.json")
    let newer = text.replacing("\"formatVersion\" : 1", with: "\"formatVersion\" : 2")
    #expect(newer != text)
    try bench.write(Array(newer.utf8), to: "run/config.json")
    expectFailure(try await resume(), code: 1, "run/config.json has formatVersion 2", "up to 1")
    let configured = try await bench.centralize("plan", "--config", "run/config.json")
    expectFailure(configured, code: 1, "run/config.json has formatVersion 2")
  }

  @Test func aFolderWithoutARunCannotBeResumed() async throws {
    expectFailure(try await resume(), code: 1, "run holds no run to resume")
  }
}
