import EngineProtocol
import Foundation
import Processes
import TestSupport
import Testing

/// Runs that lose a process, and go on as if nothing had been.
struct LostProcessTests {
  private let bench: Bench
  private let host = ProcessInfo.processInfo.hostName
  private static let options = [
    "--accumulate", "2", "--checkpoint-every", "3", "--log-every", "1",
  ]

  init() throws { bench = try Bench() }

  private func signal(_ number: Int32, to rank: Int? = nil, after lines: Int) -> Interruption {
    Interruption(number, metrics: bench.path("run/metrics.jsonl"), lines: lines, rank: rank)
  }

  /// Expects one sentence, and that no process was left after so many seconds.
  private func expectLoss(
    _ outcome: Outcome, _ interruption: Interruption, within seconds: Double, _ sentence: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    expectFailure(outcome, code: 1, sentence, sourceLocation: sourceLocation)
    let gone = try #require(interruption.secondsUntilGone, sourceLocation: sourceLocation)
    #expect(gone < Extended.limit(seconds), "gone after \(gone) s", sourceLocation: sourceLocation)
    print("\(sentence): gone after \(gone) s")
  }

  /// One after the other in the same run, which each time goes on from its last checkpoint.
  @Test func whatIsLeftGoesOnToTheSameEnd() async throws {
    // 30 steps.
    let options = Self.options + ["--epochs", "5"]
    #expect(try await bench.attempt("whole", options).code == 0)
    let killed = "its process was ended by signal 9 (Killed)"
    let second = signal(SIGKILL, to: 1, after: 5)
    try expectLoss(
      try await bench.train("run", by: 2, options, interruption: second), second, within: 2,
      "Error: rank 1 on \(host): \(killed)")
    let first = signal(SIGKILL, to: 0, after: 9)
    try expectLoss(
      try await bench.resume("run", by: 2, interruption: first), first, within: 2,
      "Error: rank 0 on \(host): \(killed)")
    let stop = signal(SIGSTOP, to: 1, after: 14)
    try expectLoss(
      try await bench.resume("run", by: 2, ["--timeout", "2"], interruption: stop), stop,
      within: 4, "Error: rank 1 on \(host) did not answer rank 0 within 2 s")
    let terminated = try await bench.resume(
      "run", by: 2, interruption: signal(SIGTERM, after: 19))
    #expect(terminated.code == 130 && terminated.output.isEmpty, "\(terminated.errors)")
    #expect(terminated.errors.contains("everything is saved; go on with --resume --output run"))
    bench.expectNothingHalfWritten("run")
    #expect(try await bench.resume("run", by: 2).code == 0)
    try bench.expectSameRun("run", as: "whole")
  }

  /// Another launcher's processes say it themselves, as it only knows that one has ended.
  @Test(arguments: [0, 1]) func ofALaunchersProcessesTheOtherSaysSo(_ victim: Int) async throws {
    // Of a length that it does not come to, however late this test sees its beginning.
    let run = try bench.launch("run") { _ in Self.options + ["--epochs", "2000"] }
    try await bench.afterSteps(2, of: "run", run.sending(SIGKILL, to: victim))
    let other = try await run.outcomes()[1 - victim]
    #expect(other.end == .code(1))
    let sentences = other.errors.split(separator: "\n").filter { $0.hasPrefix("Error: ") }
    #expect(sentences.count == 1, "\(other.errors)")
    #expect(
      sentences.first?.hasPrefix(
        "Error: rank \(victim) on \(host) ended, or was cut off from rank \(1 - victim), during ")
        == true, "\(other.errors)")
  }
}
