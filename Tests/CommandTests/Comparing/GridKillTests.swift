import EngineProtocol
import Foundation
import TestSupport
import Testing

/// Grids that are killed at any moment, and end as if nothing had been.
struct GridKillTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  /// How often the grid is killed: more in the extended tests.
  private static let kills =
    ProcessInfo.processInfo.environment["EXTENDED_KILLS"].flatMap { Int($0) } ?? 2

  @Test func killsAtRandomMomentsLeaveNoTrace() async throws {
    try bench.writeGrid(
      "  epochs: 2\n  log-every: 1\n  checkpoint-every: 2",
      """
      axes:
        - - {optimizer: sgd, learning-rate: 0.05, name: good}
          - {optimizer: adam, learning-rate: 1e38, name: bad}
      seeds: [7]
      """)
    let whole = try await bench.compare(["--grid", "grid.yaml", "--output", "whole"])
    #expect(whole.code == 1, "\(whole.errors)")
    let seed = UInt64.random(in: 1...1000)
    var random = SeededRandom(seed)
    var (kills, grids) = (0, 0)
    while kills < Self.kills {
      // A grid that came to its end is compared, and another one begun.
      grids += 1
      let name = "killed\(grids)"
      var isOver = false
      while !isOver {
        let isLast = kills == Self.kills
        let kill = Interruption(SIGKILL, delay: UInt32(300_000 + random.next() % 3_000_000))
        let words =
          bench.has(name + "/grid.json")
          ? ["--resume", "--output", name] : ["--grid", "grid.yaml", "--output", name]
        let outcome = try await bench.compare(
          words + ["--jobs", "\(1 + random.next() % 2)"], interruption: isLast ? nil : kill)
        isOver = outcome.code != nil
        if isOver {
          #expect(outcome.code == 1 && outcome.output == whole.output, "\(seed): \(outcome.errors)")
        } else {
          kills += 1
        }
      }
      try expectEqual(
        bench.results(name), bench.results("whole"), "seed \(seed), after \(kills) kills")
    }
    print("grids killed \(kills) times, with seed \(seed)")
  }

  @Test func noRunOutlivesItsGrid() async throws {
    let kill = Interruption(SIGKILL, metrics: bench.path("g/none-0/metrics.jsonl"), lines: 3)
    let words = Bench.common + ["--epochs", "2000", "--log-every", "1", "--output", "g"]
    let outcome = try await bench.compare(words, interruption: kill)
    #expect(kill.isSent && outcome.code == nil, "\(outcome.errors)")
    // The lock ends with the last process of the grid.
    let end = Date().addingTimeInterval(20)
    while isLocked("g"), Date() < end { usleep(10_000) }
    #expect(!isLocked("g"))
    let length = try bench.bytes("g/none-0/metrics.jsonl").count
    usleep(300_000)
    #expect(try bench.bytes("g/none-0/metrics.jsonl").count == length)
  }

  private func isLocked(_ folder: String) -> Bool {
    let descriptor = open(bench.path(folder + "/.lock"), O_RDONLY | O_CLOEXEC)
    defer { close(descriptor) }
    return flock(descriptor, LOCK_EX | LOCK_NB) != 0
  }

  @Test func anInterruptSavesEveryRun() async throws {
    let options = ["--epochs", "3", "--log-every", "1", "--seeds", "1"]
    let words = Bench.common + options
    let whole = try await bench.compare(words + ["--output", "whole"])
    #expect(whole.code == 0, "\(whole.errors)")
    let interruption = Interruption(SIGINT, metrics: bench.path("g/all-0/metrics.jsonl"), lines: 2)
    let stopped = try await bench.compare(
      words + ["--output", "g", "--jobs", "2"], interruption: interruption)
    #expect(stopped.code == 130 && stopped.output.isEmpty, "\(stopped.errors)")
    #expect(stopped.errors.hasSuffix("go on with 'centralize compare --resume --output g'\n"))
    #expect(bench.has("g/all-0/last.safetensors") && !bench.has("g/comparison.json"))
    let resumed = try await bench.compare(["--resume", "--output", "g"])
    #expect(resumed.code == 0 && resumed.errors.contains("g/all-0: 77754 parameters"))
    #expect(resumed.errors.contains("from step "))
    try expectEqual(bench.results("g"), bench.results("whole"))
  }
}
