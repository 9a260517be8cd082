import EngineProtocol
import CentralizeOptions
import Foundation
import TestSupport
import Testing
import Torch

/// Runs of each optimizer, and of what goes around it.
struct OptimizerRunTests {
  private let bench: Bench
  private static let files = [
    "config.json", "last.safetensors", "metrics.jsonl", "weights.safetensors",
  ]

  init() throws { bench = try Bench() }

  @Test func everyOptimizerTrainsInItsOwnWay() async throws {
    for name in OptimizerName.allCases.map(\.rawValue) {
      let outcome = try await bench.attempt(
        name, ["--optimizer", name, "--steps", "3", "--log-every", "1"])
      try #require(outcome.code == 0, "\(name): \(outcome.errors)")
      #expect(try bench.json(name + "/config.json")["optimizer"] as? String == name)
      let losses = try bench.metrics(name, "step").compactMap { $0["trainLoss"] as? Double }
      #expect(losses.count == 3 && Set(losses).count == 3)
    }
    let weights = try OptimizerName.allCases.map {
      try bench.bytes($0.rawValue + "/weights.safetensors")
    }
    #expect(Set(weights).count == weights.count)
  }

  @Test func everyOptionIsRecordedAsItIsWritten() async throws {
    let outcome = try await bench.command(
      "run",
      [
        "--optimizer", "adamw", "--amsgrad", "--lookahead", "5", "--sam", "0.05",
        "--minimum-fan-in", "16", "--centralization-strength", "0.5",
        "--centralization-schedule", "cosine,warmup:2", "--steps", "2",
      ])
    try #require(outcome.code == 0, "\(outcome.errors)")
    let config = try bench.json("run/config.json")
    #expect(config["amsgrad"] as? Bool == true)
    #expect(config["lookahead"] as? String == "5:0.5")
    #expect(config["sam"] as? Double == 0.05)
    #expect(config["minimum-fan-in"] as? Int == 16)
    #expect(config["centralization-strength"] as? Double == 0.5)
    #expect(config["centralization-schedule"] as? String == "cosine,warmup:2")
    #expect(config["momentum"] == nil && config["alpha"] == nil)
    let again = try await bench.centralize(
      "train", "--config", "run/config.json", "--output", "again")
    #expect(again.code == 0, "\(again.errors)")
    for file in Self.files {
      #expect(try bench.bytes("again/" + file) == bench.bytes("run/" + file), "\(file)")
    }
  }

  static let wrapped = [
    ["--sam", "0.05", "--accumulate", "2"], ["--lookahead", "3:0.5"],
    ["--optimizer", "ranger", "--sam", "0.05", "--centralization-schedule", "cosine"],
  ]

  /// Stopped wherever it is by then: within a round of slow weights, or an epoch.
  @Test(arguments: wrapped)
  func stoppedAndContinuedLeavesNoTrace(_ words: [String]) async throws {
    let options = words + ["--epochs", "3", "--log-every", "1"]
    #expect(try await bench.attempt("whole", options).code == 0)
    let interruption = Interruption(SIGINT, metrics: bench.path("run/metrics.jsonl"), lines: 4)
    let stopped = try await bench.attempt("run", options, interruption: interruption)
    #expect(stopped.code == 130, "\(stopped.errors)")
    let end = try await bench.resume("run")
    #expect(end.code == 0 && end.errors.contains("from step "), "\(end.errors)")
    for file in Self.files {
      #expect(try bench.bytes("run/" + file) == bench.bytes("whole/" + file), "\(file)")
    }
  }

  @Test func anOptionOfAnotherOptimizerIsRefusedFromFileAndOnResume() async throws {
    try await bench.train("run", "--steps", "1")
    let resumed = try await bench.centralize(
      "train", "--resume", "--output", "run", "--beta1", "0.9")
    expectFailure(resumed, code: 64, "--beta1 is not an option of the optimizer sgd")
    let changed = try await bench.centralize(
      "train", "--config", "run/config.json", "--optimizer", "lion", "--output", "other")
    expectFailure(changed, code: 64, "is not an option of the optimizer lion", "run/config.json")
    #expect(!bench.has("other"))
  }
}
