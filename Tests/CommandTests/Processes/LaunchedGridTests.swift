import Foundation
import Processes
import TestSupport
import Testing

/// Grids whose processes a launcher has started.
struct LaunchedGridTests {
  private let bench: Bench
  private let host = ProcessInfo.processInfo.hostName

  init() throws { bench = try Bench() }

  /// A run that fails by itself ends as in one process, and the next is made.
  @Test func aGridIsThatOfOneProcess() async throws {
    try bench.writeGrid(
      "  epochs: 1\n  accumulate: 2",
      """
      axes:
        - - {learning-rate: 1e30, name: bad}
          - {learning-rate: 0.05, name: good}
      seeds: 1
      """)
    func words(_ output: String) -> [String] { ["--grid", "grid.yaml", "--output", output] }
    let one = try await bench.compare(words("one"))
    let outcomes = try await bench.launchAll { _ in ["compare"] + words("two") }.outcomes()
    #expect(outcomes.map(\.end) == [.code(1), .code(0)], "\(outcomes)")
    #expect(one.code == 1 && outcomes[0].output == one.output)
    #expect(outcomes[1].output.isEmpty && outcomes[1].errors.isEmpty)
    let said = [one.errors, outcomes[0].errors].map { $0.split(separator: "\n") }
    #expect(said[0].count == said[1].count, "\(said)")
    let last = "Error: 2 of 4 runs failed: bad/none-0, bad/all-0. The first says: step 2: "
    #expect(said.allSatisfy { $0.last?.hasPrefix(last) == true }, "\(said)")
    expectEqual(try bench.results("two"), try bench.results("one"))
  }

  /// The second is asked to stop, then it is lost, and in the end one process is enough.
  @Test func whatIsLeftGoesOnToTheSameEnd() async throws {
    let words = ["--seeds", "1", "--epochs", "8", "--accumulate", "2", "--log-every", "1"]
    let common = ["compare"] + Bench.common + words + ["--checkpoint-every", "5", "--output"]
    let whole = try await Command.run(common + ["whole"], in: bench.path("."))
    #expect(whole.code == 0, "\(whole.errors)")
    let begun = try bench.launchAll { _ in common + ["run"] }
    try await bench.afterSteps(2, of: "run/none-0", begun.sending(SIGTERM, to: 1))
    let stopped = try await begun.outcomes()
    #expect(stopped.allSatisfy { $0.end == .code(130) }, "\(stopped)")
    #expect(
      stopped[0].errors.contains(
        "stopped after 0 of 2 runs, everything is saved; go on with 'centralize compare --resume"))
    #expect(stopped[1].errors.isEmpty)
    bench.expectNothingHalfWritten("run/none-0")
    let resumption = ["compare", "--resume", "--output", "run"]
    let second = try bench.launchAll { _ in resumption }
    try await bench.afterSteps(2, of: "run/all-0", second.sending(SIGKILL, to: 1))
    let lost = try await second.outcomes()[0]
    #expect(lost.end == .code(1))
    let sentences = lost.errors.split(separator: "\n").filter { $0.hasPrefix("Error: ") }
    #expect(sentences.count == 1, "\(lost.errors)")
    #expect(
      sentences.first?.hasPrefix("Error: rank 1 on \(host) ended, or was cut off from rank 0, ")
        == true, "\(lost.errors)")
    #expect(sentences.first?.hasSuffix("'centralize compare --resume --output run'.") == true)
    let ended = try await Command.run(resumption, in: bench.path("."), waits: false)
    #expect(ended.code == 0 && ended.output == whole.output, "\(ended.errors)")
    try expectEqual(bench.results("run"), bench.results("whole"))
  }

  /// As `torchrun --max-restarts` does: what is recorded goes on, and what is not begins.
  @Test(.extended) func whatIsStartedAgainGoesOn() async throws {
    let words =
      ["compare"] + Bench.common
      + [
        "--seeds", "1", "--epochs", "8", "--accumulate", "2", "--log-every", "1",
        "--checkpoint-every", "5",
      ]
    let again = ["TORCHELASTIC_RESTART_COUNT": "1"]
    let whole = try await bench.launchAll(with: again) { _ in words + ["--output", "whole"] }
      .outcomes()
    #expect(whole.allSatisfy { $0.end == .code(0) }, "\(whole)")
    let begun = try bench.launchAll { _ in words + ["--output", "run"] }
    // Its engine ends with it.
    try await bench.afterSteps(6, of: "run/all-0", begun.sending(SIGKILL, to: 0))
    let other = try await begun.outcomes()[1]
    #expect(other.end == .code(1))
    #expect(
      other.errors.hasPrefix("Error: rank 0 on \(host) ended, or was cut off from rank 1, "),
      "\(other.errors)")
    #expect(other.errors.split(separator: "\n").count == 1)
    let ended = try await bench.launchAll(with: again) { _ in words + ["--output", "run"] }
      .outcomes()
    #expect(ended.allSatisfy { $0.end == .code(0) }, "\(ended)")
    try expectEqual(bench.results("run"), bench.results("whole"))
  }

  @Test func otherRunsEndAll() async throws {
    let words =
      ["compare"] + Bench.common + ["--seeds", "1", "--accumulate", "2", "--output", "run"]
    let outcomes = try await bench.launchAll { rank in
      words + (rank == 1 ? ["--learning-rate", "0.2"] : [])
    }.outcomes()
    #expect(outcomes.allSatisfy { $0.end == .code(1) }, "\(outcomes)")
    #expect(
      outcomes[0].errors.contains(
        "Error: rank 1 on \(host): expected --learning-rate to be 0.1 as of rank 0, found 0.2"),
      "\(outcomes[0].errors)")
    #expect(outcomes[1].errors.isEmpty)
    #expect(!bench.has("run/none-0"))
  }
}
