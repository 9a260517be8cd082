import EngineProtocol
import Foundation
import TestSupport
import Testing

private let torchrun = ProcessInfo.processInfo.environment["EXTENDED_TORCHRUN"]

/// Runs that PyTorch's own launcher starts, and starts again.
///
/// Only on request (`make test-extended`): the variable names the program `torchrun`.
@Suite(.enabled(if: torchrun != nil), .serialized) struct TorchrunTests {
  /// 120 steps in ten epochs.
  private static let options = [
    "--epochs", "10", "--batch-size", "4", "--accumulate", "2", "--checkpoint-every", "3",
    "--log-every", "1",
  ]

  private let bench: Bench

  init() throws { bench = try Bench() }

  private func run(
    _ output: String, _ command: String = "train", _ options: [String] = Self.options,
    restarts: Int, watcher: (any ChildWatcher)? = nil
  ) async throws -> Outcome {
    let torchrun = try #require(torchrun)
    let launch = [
      "--no-python", "--standalone", "--nproc-per-node", "2", "--max-restarts", "\(restarts)",
      "--monitor-interval", "0.05",
    ]
    let words = [Command.folder + "/centralize", command, "--output", output] + Bench.common
    return try await Command.run(
      launch + words + options, program: torchrun, in: bench.path("."), interruption: watcher)
  }

  /// Checks that a command whose processes are killed at random moments leaves what it leaves undisturbed.
  private func killAtRandom(
    _ most: Int, _ command: String, _ options: [String], _ check: (_ output: String) throws -> Void
  ) async throws {
    let seed = UInt64.random(in: 0..<1000)
    var (kills, runs) = (0, 0)
    while kills < most {
      // One that came to its end is compared, and another one begun.
      runs += 1
      let watcher = RandomKills(atMost: most - kills, seed: seed + UInt64(runs))
      let outcome = try await run(
        "killed-\(runs)", command, options, restarts: most, watcher: watcher)
      kills += watcher.count
      try #require(outcome.code == 0, "seed \(seed), \(command) \(runs): \(outcome.errors)")
      try check("killed-\(runs)")
    }
    print("\(kills) kills in \(runs) of \(command), with seed \(seed)")
  }

  @Test func oneTalksForAll() async throws {
    #expect(try await bench.attempt("whole", Self.options).code == 0)
    let outcome = try await run("run", restarts: 0)
    #expect(outcome.code == 0, "\(outcome.errors)")
    let said = outcome.output.split(separator: "\n")
    #expect(said.count == 1 && said.first?.hasPrefix("epoch 10 ") == true, "\(outcome.output)")
    for start in ["run: ", "epoch 1 ", "epoch 10 "] {
      let lines = outcome.errors.split(separator: "\n").filter { $0.hasPrefix(start) }
      #expect(lines.count == 1, "\(outcome.errors)")
    }
    try bench.expectSameRun("run", as: "whole")
  }

  /// Once for all, in the words of the process that is left.
  @Test func aLostProcessIsNamed() async throws {
    let kill = RandomKills(atMost: 1, seed: 3)
    let outcome = try await run("run", restarts: 0, watcher: kill)
    let host = ProcessInfo.processInfo.hostName
    let sentences = outcome.errors.split(separator: "\n").filter { $0.hasPrefix("Error: rank ") }
    #expect(outcome.code == 1 && kill.count == 1, "\(outcome.errors)")
    #expect(sentences.count == 1, "\(outcome.errors)")
    #expect(sentences.first?.contains(" on \(host) ended, or was cut off from ") == true)
  }

  @Test func killsAtRandomMomentsLeaveNoTrace() async throws {
    #expect(try await bench.attempt("whole", Self.options).code == 0)
    try await killAtRandom(20, "train", Self.options) { output in
      try bench.expectSameRun(output, as: "whole")
    }
  }

  @Test func aComparisonIsThatOfOneProcess() async throws {
    let whole = try await bench.compare("whole", seeds: 1, Self.options)
    let outcome = try await run("run", "compare", Self.options + ["--seeds", "1"], restarts: 0)
    #expect(outcome.code == 0 && outcome.output == whole.output, "\(outcome.errors)")
    for start in ["run/none-0: ", "run/all-0: ", "1 of 2 runs done", "report: run/"] {
      let lines = outcome.errors.split(separator: "\n").filter { $0.hasPrefix(start) }
      #expect(lines.count == 1, "\(outcome.errors)")
    }
    try expectEqual(bench.results("run"), bench.results("whole"))
  }

  @Test func aLostProcessEndsAComparison() async throws {
    let kill = RandomKills(atMost: 1, seed: 3)
    let outcome = try await run(
      "run", "compare", Self.options + ["--seeds", "9"], restarts: 0, watcher: kill)
    let sentences = outcome.errors.split(separator: "\n").filter { $0.hasPrefix("Error: rank ") }
    #expect(outcome.code == 1 && kill.count == 1 && sentences.count == 1, "\(outcome.errors)")
    let host = ProcessInfo.processInfo.hostName
    #expect(sentences.first?.contains(" on \(host) ended, or was cut off from ") == true)
  }

  @Test func killsAtRandomMomentsLeaveNoTraceOfAComparison() async throws {
    let whole = try await bench.compare("whole", seeds: 1, Self.options)
    #expect(whole.code == 0, "\(whole.errors)")
    try await killAtRandom(12, "compare", Self.options + ["--seeds", "1"]) { output in
      try expectEqual(bench.results(output), bench.results("whole"))
    }
  }
}
