import Foundation
import Processes
import TestSupport
import Testing

/// Experiments that a program makes with a network, data, a task and an optimizer of its own.
struct ExperimentProgramTests {
  private let bench: Bench
  /// What equal experiments of one seed leave that is equal.
  private static let files =
    ["grid.json", "experiment.json", "statistics.json", "comparison.json", "comparison-chain.json"]
    + ["none-0", "all-0", "chain-0"].flatMap { run in Bench.runFiles.map { "\(run)/\($0)" } }

  init() throws { bench = try Bench() }

  private func make(
    _ folder: String, _ words: [String] = [], interruption: Interruption? = nil
  ) async throws -> Outcome {
    try await Command.run(
      [folder] + words, program: "experiment-probe", in: bench.path("."), interruption: interruption
    )
  }

  private func expectSame(_ found: String, _ expected: String) throws {
    for file in Self.files {
      #expect(try bench.bytes("\(found)/\(file)") == bench.bytes("\(expected)/\(file)"), "\(file)")
    }
  }

  @Test func leavesWhatTheCommandLeaves() async throws {
    let made = try await make("lines")
    #expect(made.code == 0, "\(made.errors)")
    #expect(made.output.hasPrefix("lines\n") && made.output.contains("test absolute error\n"))
    #expect(made.errors.contains("report: lines/report.html"))
    let record = try bench.json("lines/chain-0/config.json")
    #expect(record["own-network"] as? String == "one layer")
    #expect(record["own-data"] as? String == "points")
    #expect(record["own-optimizer"] as? String == "chain")
    for key in ["model", "dataset", "data", "crop", "optimizer", "momentum", "weight-decay"] {
      #expect(record[key] == nil, "\(key)")
    }
    let provenance = try #require(record["provenance"] as? [String: Any])
    let digests = try #require(provenance["data"] as? [String: String])
    #expect(digests.keys.sorted() == ["points"] && digests["points"]?.count == 64)
    let page = try bench.text("lines/report.html")
    for expected in ["guessing lines", "one layer", "a chain of its own"] {
      let isThere = page.contains(expected)
      #expect(isThere, "\(expected)")
    }
    let report = try await bench.centralize("report", "lines/all-0")
    #expect(report.code == 0, "\(report.errors)")
    let isNamed = try bench.text("lines/all-0/report.html").contains("one layer on points, sgd")
    #expect(isNamed)
    // Another run at a time changes nothing.
    #expect(try await make("two", ["jobs=2"]).code == 0)
    try expectSame("two", "lines")
    try await theCommandSaysThatOnlyTheProgramMakesThem()
    try await takesMoreSeedsAndNoOtherOptions()
  }

  private func theCommandSaysThatOnlyTheProgramMakesThem() async throws {
    let sentence = "is of a run whose parts a program made itself"
    let refused: [(words: [String], part: String)] = [
      (["train", "--resume", "--output", "lines/chain-0"], "(one layer, points, chain)"),
      (["compare", "--resume", "--output", "lines"], "lines/grid.json"),
      (["train", "--config", "lines/all-0/config.json"], "lines/all-0/config.json"),
    ]
    for (words, part) in refused {
      let outcome = try await Command.run(words, in: bench.path("."))
      #expect(outcome.code == 1, "\(words): \(outcome.errors)")
      #expect(
        outcome.errors.contains(sentence) && outcome.errors.contains(part), "\(outcome.errors)")
    }
  }

  private func takesMoreSeedsAndNoOtherOptions() async throws {
    let first = try bench.bytes("lines/all-0/weights.safetensors")
    let more = try await make("lines", ["seeds=2"])
    #expect(more.code == 0, "\(more.errors)")
    #expect(try bench.bytes("lines/all-0/weights.safetensors") == first)
    #expect(bench.has("lines/chain-1/weights.safetensors"))
    let other = try await make("lines", ["seeds=2", "epochs=3"])
    #expect(other.code == 1)
    #expect(other.errors.contains("guessing lines differs from lines/grid.json"), "\(other.errors)")
  }

  @Test func cellsHaveFoldersAndRowsOfTheirOwn() async throws {
    let made = try await make("grid", ["cells=2", "epochs=1"])
    #expect(made.code == 0, "\(made.errors)")
    #expect(made.output.contains("half-0") && made.output.contains("half-1"), "\(made.output)")
    let plain = try await make("plain", ["epochs=1"])
    #expect(plain.code == 0)
    for run in ["none-0", "all-0", "chain-0"] {
      try bench.expectSameRun("grid/half-0/\(run)", as: "plain/\(run)")
      #expect(bench.has("grid/half-1/\(run)/weights.safetensors"))
    }
    let again = try await make("grid", ["cells=2", "epochs=1"])
    #expect(again.code == 0 && !again.errors.contains("step 1/"), "\(again.errors)")
  }

  @Test func goesOnWhereItWasStopped() async throws {
    #expect(try await make("whole").code == 0)
    for (folder, number) in [("stopped", SIGINT), ("killed", SIGKILL)] {
      let interruption = Interruption(
        number, metrics: bench.path("\(folder)/all-0/metrics.jsonl"), lines: 3)
      let stopped = try await make(folder, ["pause=40"], interruption: interruption)
      #expect(interruption.isSent && stopped.code == (number == SIGINT ? 130 : nil))
      if number == SIGINT {
        #expect(stopped.errors.contains("start the program again to go on"), "\(stopped.errors)")
      }
      let again = try await make(folder)
      #expect(again.code == 0, "\(again.errors)")
      try expectSame(folder, "whole")
    }
  }

  @Test func aFailedRunIsNamedAndTheOthersAreCompared() async throws {
    let broken = try await make("lines", ["broken=1"])
    #expect(broken.code == 1 && broken.errors.contains("1 of 3 runs failed: chain-0"))
    #expect(bench.has("lines/comparison.json") && bench.has("lines/report.html"))
    #expect(!broken.output.contains("epoch"))
    let again = try await make("lines", ["retry=1"])
    #expect(again.code == 0, "\(again.errors)")
  }

  @Test func processesMakeTheSameRuns() async throws {
    #expect(try await make("by-1", ["accumulate=2"]).code == 0)
    let made = try await make("by-2", ["accumulate=2", "processes=2"])
    #expect(made.code == 0, "\(made.errors)")
    let launched = bench.path("launched")
    let ended = try await RankedProcesses("experiment-probe", size: 2) { _ in
      [launched, "accumulate=2"]
    }.outcomes()
    #expect(ended.map(\.end) == [.code(0), .code(0)], "\(ended.map(\.errors))")
    #expect(ended[0].output.contains("One seed") && ended[1].output == "lines\n")
    for run in ["none-0", "all-0", "chain-0"] {
      for folder in ["by-2", "launched"] {
        try bench.expectSameRun("\(folder)/\(run)", as: "by-1/\(run)")
      }
    }
  }
}
