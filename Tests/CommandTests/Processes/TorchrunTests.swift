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
    _ output: String, restarts: Int, watcher: (any ChildWatcher)? = nil
  ) async throws -> Outcome {
    let torchrun = try #require(torchrun)
    let launch = [
      "--no-python", "--standalone", "--nproc-per-node", "2", "--max-restarts", "\(restarts)",
      "--monitor-interval", "0.05",
    ]
    let command = [Command.folder + "/centralize", "train", "--output", output] + Bench.common
    return try await Command.run(
      launch + command + Self.options, program: torchrun, in: bench.path("."),
      interruption: watcher)
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
    let seed = UInt64.random(in: 0..<1000)
    var (kills, runs) = (0, 0)
    while kills < 20 {
      // A run that came to its end is compared, and another one begun.
      runs += 1
      let watcher = RandomKills(atMost: 20 - kills, seed: seed + UInt64(runs))
      let outcome = try await run("killed-\(runs)", restarts: 20, watcher: watcher)
      kills += watcher.count
      try #require(outcome.code == 0, "seed \(seed), run \(runs): \(outcome.errors)")
      try bench.expectSameRun("killed-\(runs)", as: "whole")
    }
    print("\(kills) kills in \(runs) runs, with seed \(seed)")
  }
}
