import Foundation
import TestSupport
import Testing

/// One process writes the folder of a run at a time.
struct RunLockTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  private func second(_ words: [String]) async throws -> Outcome {
    try await Command.run(words, in: bench.path("."), waits: false)
  }

  @Test func theSecondSaysSoUntilTheFirstIsGone() async throws {
    let bench = bench
    let kill = Interruption(SIGKILL, metrics: bench.path("done"), lines: 1)
    async let first = bench.attempt(
      "run", ["--epochs", "2000", "--log-every", "1"], interruption: kill)
    try await bench.wait(for: "run/metrics.jsonl")
    let holder = try bench.text("run/.lock").split(separator: "\n").first ?? ""
    for words in [["--resume"], Bench.common + ["--steps", "1"]] {
      let other = try await second(["train"] + words + ["--output", "run"])
      expectFailure(other, code: 1, "run is in use", "(process \(holder))")
    }
    // As if the command had not looked first.
    let engine = try await bench.resume("run", waits: false)
    expectFailure(engine, code: 1, "run is in use", "(process \(holder))")
    try bench.write([1], to: "run/.0123456789abcdef.partial")
    try bench.write(Array("\n".utf8), to: "done")
    #expect(try await first.code == nil)
    let stop = Interruption(SIGINT, metrics: bench.path("run/metrics.jsonl"), lines: 1)
    #expect(try await bench.resume("run", interruption: stop).code == 130)
    let left = try FileManager.default.contentsOfDirectory(atPath: bench.path("run"))
    #expect(left.contains("last.safetensors") && !left.contains { $0.hasPrefix(".") }, "\(left)")
  }

  @Test func aRunOfAGridIsTheGridsAlone() async throws {
    let bench = bench
    let stop = Interruption(SIGINT, metrics: bench.path("done"), lines: 1)
    async let grid = bench.compare(
      "g", seeds: 1, ["--epochs", "2000", "--log-every", "1"], interruption: stop)
    try await bench.wait(for: "g/none-0/metrics.jsonl")
    let holder = try bench.text("g/.lock").split(separator: "\n").first ?? ""
    // That of the other arm has not begun.
    let other = try await second(
      ["train"] + Bench.common + ["--steps", "1", "--output", "g/all-0"])
    expectFailure(other, code: 1, "g is in use", "(process \(holder))")
    #expect(!bench.has("g/all-0"))
    try bench.write(Array("\n".utf8), to: "done")
    #expect(try await grid.code == 130)
  }
}
