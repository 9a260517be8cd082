import EngineProtocol
import Foundation
import TestSupport
import Testing
import Torch

/// Runs that are killed, and go on as if nothing had been.
struct KillTests {
  private let bench: Bench
  private static let files = [
    "config.json", "last.safetensors", "metrics.jsonl", "weights.safetensors",
  ]
  /// 60 steps in five epochs.
  private static let options = [
    "--epochs", "5", "--checkpoint-every", "3", "--log-every", "1", "--workers", "2",
  ]

  init() throws { bench = try Bench() }

  /// The step of the checkpoint, and how many of them are in its epoch.
  private func position(_ run: String) throws -> (step: Int, stepInEpoch: Int) {
    let metadata = try SafetensorsFile(bench.path(run + "/last.safetensors")).metadata
    let position = try object(try #require(metadata["run"]))["position"] as? [String: Any]
    return (
      try #require(position?["step"] as? Int), try #require(position?["stepInEpoch"] as? Int)
    )
  }

  @Test func sixKillsAtSeededMomentsLeaveNoTrace() async throws {
    #expect(try await bench.attempt("whole", Self.options).code == 0)
    var random = SeededRandom(2)
    var lines = 0
    var checkpoints: [Int] = []
    for kill in 0..<6 {
      lines += 4 + Int(random.next() % 3)
      let interruption = Interruption(
        SIGKILL, metrics: bench.path("run/metrics.jsonl"), lines: lines,
        delay: UInt32(random.next() % 20_000))
      let outcome =
        kill == 0
        ? try await bench.command("run", Self.options, interruption: interruption)
        : try await bench.resume("run", interruption: interruption)
      #expect(interruption.isSent && outcome.code == nil, "kill \(kill): \(outcome.errors)")
      let position = try position("run")
      checkpoints.append(position.stepInEpoch)
      // A line for each step, and one for each epoch that has been evaluated.
      lines = position.step + (position.step - position.stepInEpoch) / 12
      #expect(try bench.text("run/metrics.jsonl").split(separator: "\n").count >= lines)
    }
    #expect(checkpoints.contains { $0 % 12 != 0 }, "no kill in the middle of an epoch")
    let end = try await bench.centralize("train", "--resume", "--output", "run")
    #expect(end.code == 0, "\(end.errors)")
    for file in Self.files {
      #expect(try bench.bytes("run/" + file) == bench.bytes("whole/" + file), "\(file)")
    }
    try await resumesToNothing("run")
  }

  /// What the loss is multiplied by comes back too: the first step halves it.
  @Test func aKillInHalfPrecisionLeavesNoTrace() async throws {
    let options = [
      "--epochs", "2", "--checkpoint-every", "1", "--log-every", "1", "--precision", "fp16",
    ]
    #expect(try await bench.attempt("whole", options).code == 0)
    let kill = Interruption(SIGKILL, metrics: bench.path("run/metrics.jsonl"), lines: 4)
    let killed = try await bench.command("run", options, interruption: kill)
    #expect(kill.isSent && killed.code == nil, "\(killed.errors)")
    let end = try await bench.resume("run")
    #expect(end.code == 0, "\(end.errors)")
    for file in Self.files {
      #expect(try bench.bytes("run/" + file) == bench.bytes("whole/" + file), "\(file)")
    }
  }

  private func resumesToNothing(_ run: String) async throws {
    let before = try Self.files.map { try bench.bytes("\(run)/\($0)") }
    let outcome = try await bench.resume(run)
    #expect(outcome.code == 0 && outcome.output.hasPrefix("epoch 5 "), "\(outcome.errors)")
    #expect(try Self.files.map { try bench.bytes("\(run)/\($0)") } == before)
  }

  /// What batch systems send ahead of a limit, and a terminal that goes away.
  @Test func aRequestToSaveEndsNothingAndALostTerminalDoes() async throws {
    let options = ["--epochs", "2", "--log-every", "1"]
    let save = Interruption(SIGUSR1, metrics: bench.path("saved/metrics.jsonl"), lines: 2)
    let saved = try await bench.command("saved", options, interruption: save)
    #expect(save.isSent && saved.code == 0, "\(saved.errors)")
    let lost = Interruption(SIGHUP, metrics: bench.path("lost/metrics.jsonl"), lines: 2)
    let stopped = try await bench.command("lost", options, interruption: lost)
    #expect(stopped.code == 130 && stopped.errors.contains("--resume --output lost"))
    #expect(try await bench.resume("lost").code == 0)
    for file in Self.files {
      #expect(try bench.bytes("lost/" + file) == bench.bytes("saved/" + file), "\(file)")
    }
  }

  @Test func anInterruptFinishesTheStepAndSaysHowToGoOn() async throws {
    let options = ["--epochs", "4", "--log-every", "1"]
    #expect(try await bench.attempt("whole", options).code == 0)
    let interruption = Interruption(SIGINT, metrics: bench.path("run/metrics.jsonl"), lines: 5)
    let stopped = try await bench.command("run", options, interruption: interruption)
    #expect(stopped.code == 130 && stopped.output.isEmpty, "\(stopped.errors)")
    #expect(stopped.errors.contains("--resume --output run"))
    let position = try position("run")
    #expect(position.step >= 5 && stopped.errors.contains("after step \(position.step)"))
    #expect(try bench.metrics("run", "step").count == position.step)
    let end = try await bench.resume("run")
    #expect(end.code == 0 && end.errors.contains("from step \(position.step)"), "\(end.errors)")
    for file in Self.files {
      #expect(try bench.bytes("run/" + file) == bench.bytes("whole/" + file), "\(file)")
    }
  }
}
