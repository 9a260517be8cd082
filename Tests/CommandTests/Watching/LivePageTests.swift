import Foundation
import TestSupport
import Testing

/// The live page in a real browser, while runs go on and after their end.
///
/// Only on request (`make test-extended`): it needs Chromium.
@Suite(.enabled(if: PageCheck.isEnabled))
struct LivePageTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  @Test func hasNothingToComplainAbout() async throws {
    async let compared = bench.compare("c", seeds: 2, ["--epochs", "20"])
    try await bench.wait(for: "c/none-0/metrics.jsonl")
    let watching = try Watching(bench.path("c"))
    defer { watching.stop() }
    let address = try await watching.address().absoluteString
    let growing = try await PageCheck.run([address, "--phrase", "finished"])
    #expect(growing.isFine, "\(growing.text)")
    let outcome = try await compared
    #expect(outcome.code == 0, "\(outcome.errors)")
    let phrases = ["Done: all runs have ended.", "4 finished", "What came out", "Epoch by epoch"]
    let done = try await PageCheck.run([address] + phrases.flatMap { ["--phrase", $0] })
    #expect(done.isFine, "\(done.text)")
  }
}
