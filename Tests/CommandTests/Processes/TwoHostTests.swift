import Foundation
import Processes
import TestSupport
import Testing

/// Runs over a network, whose cable is pulled.
@Suite(
  .enabled(
    if: TwoHosts.arePossible, "this machine does not allow network namespaces ('ip netns add')"))
struct TwoHostTests {
  private let bench: Bench
  private let hosts: TwoHosts
  private static let options = ["--epochs", "2", "--accumulate", "2", "--log-every", "1"]

  init() throws { (bench, hosts) = (try Bench(), try TwoHosts()) }

  private func start(
    _ words: [String], with variables: [String: String] = [:]
  ) throws -> RankedProcesses {
    try hosts.start(
      Command.folder + "/centralize", in: bench.path("."), with: variables,
      ["train"] + Bench.common + ["--output", "run"] + words)
  }

  @Test(
    arguments: [["GLOO_SOCKET_IFNAME": TwoHosts.interface], [:]].prefix(Extended.isOn ? 2 : 1))
  func theyMakeTheRunOfOne(_ variables: [String: String]) async throws {
    #expect(try await bench.attempt("whole", Self.options).code == 0)
    let outcomes = try await start(Self.options, with: variables).outcomes()
    #expect(outcomes.allSatisfy { $0.end == .code(0) }, "\(outcomes)")
    try bench.expectSameRun("run", as: "whole")
  }

  @Test func anInterfaceThatIsNotThereIsNamed() async throws {
    let run = try start(Self.options, with: ["GLOO_SOCKET_IFNAME": "none"])
    for outcome in try await run.outcomes() {
      #expect(outcome.end == .code(1) && outcome.errors.contains("on an interface none"))
      #expect(outcome.errors.contains("GLOO_SOCKET_IFNAME"), "\(outcome.errors)")
    }
    #expect(!bench.has("run"))
  }

  @Test func aCutCableEndsBoth() async throws {
    // Beside all other tests a process may wait for a core longer than 2 s.
    let timeout = Extended.isOn ? 2 : 12
    let run = try start([
      "--epochs", "2000", "--accumulate", "2", "--log-every", "1", "--timeout", "\(timeout)",
    ])
    try await bench.afterSteps(2, of: "run") { try hosts.cut() }
    let start = ContinuousClock.now
    let outcomes = try await run.outcomes()
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    // Beside all other tests, this one sees late that they have ended.
    #expect(seconds < (Extended.isOn ? 4 : 40), "ended after \(seconds) s")
    print("a cut cable: ended after \(seconds) s")
    for (rank, outcome) in outcomes.enumerated() {
      #expect(outcome.end == .code(1))
      let sentences = outcome.errors.split(separator: "\n").filter { $0.hasPrefix("Error: ") }
      #expect(sentences.count == 1, "\(outcome.errors)")
      #expect(
        sentences.first?.hasPrefix("Error: rank \(1 - rank) on ") == true
          && sentences.first?.contains(" did not answer rank \(rank) within \(timeout) s ") == true,
        "\(outcome.errors)")
    }
    bench.expectNothingHalfWritten("run")
  }
}
