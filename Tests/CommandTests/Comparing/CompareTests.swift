import EngineProtocol
import Foundation
import TestSupport
import Testing

/// Training without and with centralization.
struct CompareTests {
  private let bench: Bench
  private static let options = ["--epochs", "2", "--log-every", "1", "--checkpoint-every", "5"]
  private static let files = ["last.safetensors", "metrics.jsonl", "weights.safetensors"]

  init() throws { bench = try Bench() }

  private func compare(_ output: String, _ words: [String]) async throws -> Outcome {
    try await Command.run(
      ["compare"] + Bench.common + ["--output", output] + words, in: bench.path("."))
  }

  @Test func itsRunsAreOrdinaryOnes() async throws {
    let outcome = try await compare("pair", Self.options + ["--seeds", "2", "--seed", "5"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    let names = try FileManager.default.contentsOfDirectory(atPath: bench.path("pair")).sorted()
    #expect(
      names == [
        ".lock", "all-5", "all-6", "comparison.json", "comparison.md", "config.json",
        "experiment.json", "grid.json", "none-5", "none-6", "plots", "report.html",
        "statistics.json", "tables",
      ])
    try checkTable(outcome)
    try checkComparison()
    // Neither arm knows of the other: each is the run that `train` makes, byte for byte.
    for (arm, seed) in [("all", "6"), ("none", "5")] {
      let name = "\(arm)-\(seed)"
      let options = Self.options + ["--seed", seed, "--centralization", arm]
      #expect(try await bench.attempt(name, options).code == 0)
      for file in ["config.json"] + Self.files {
        #expect(try bench.bytes("pair/\(name)/\(file)") == bench.bytes("\(name)/\(file)"))
      }
    }
    #expect(
      try bench.bytes("pair/all-5/weights.safetensors")
        != bench.bytes("pair/none-5/weights.safetensors"))
    try await resumesAfterAKill()
  }

  private func checkTable(_ outcome: Outcome) throws {
    let lines = outcome.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 12)
    #expect(lines.first == "training loss" && lines[5] == "test accuracy %")
    #expect(lines[1].split(separator: " ") == ["epoch", "none", "all", "difference"])
    #expect(lines[4].hasPrefix("    2 ") && lines[4].contains("±"))
    #expect(lines[10].contains("over 2 seeds"))
    #expect(outcome.errors.contains("pair/none-5: 77754 parameters"))
    #expect(outcome.errors.contains("epoch 2  step 24 "))
    #expect(try bench.text("pair/comparison.md").hasPrefix("| epoch | training loss, none |"))
  }

  private func checkComparison() throws {
    let comparison = try bench.json("pair/comparison.json")
    #expect(comparison.keys.sorted() == ["arms", "formatVersion", "paired"])
    let arms = try #require(comparison["arms"] as? [[String: Any]])
    #expect(arms.map { $0["name"] as? String } == ["none", "all"])
    let losses = try arms.map { arm in
      #expect(arm.keys.sorted() == ["config", "name", "seeds"])
      let config = try #require(arm["config"] as? [String: Any])
      #expect(config["centralization"] as? String == arm["name"] as? String)
      let seeds = try #require(arm["seeds"] as? [[String: Any]])
      #expect(seeds.map { $0["seed"] as? Int } == [5, 6])
      return try seeds.map { seed in
        let epochs = try #require(seed["epochs"] as? [[String: Any]])
        #expect(epochs.map { $0["epoch"] as? Int } == [1, 2])
        #expect(epochs[1].keys.contains("testAccuracy") && epochs[1].keys.contains("testLoss"))
        return try #require(epochs[1]["trainLoss"] as? Double)
      }
    }
    let rows = try #require(comparison["paired"] as? [[String: Any]])
    #expect(rows.count == 6)
    let row = try #require(
      rows.first { $0["epoch"] as? Int == 2 && $0["metric"] as? String == "trainLoss" })
    #expect(row.keys.sorted() == ["deviation", "epoch", "mean", "metric"])
    let differences = zip(losses[1], losses[0]).map { $0 - $1 }
    let mean = try #require(row["mean"] as? Double)
    let deviation = try #require(row["deviation"] as? Double)
    #expect(abs(mean - (differences[0] + differences[1]) / 2) < 1e-12)
    // Of two numbers the deviation is their distance over √2.
    #expect(abs(deviation - abs(differences[0] - differences[1]) / 2.0.squareRoot()) < 1e-12)
  }

  private func resumesAfterAKill() async throws {
    let interruption = Interruption(
      SIGKILL, metrics: bench.path("killed/all-5/metrics.jsonl"), lines: 8)
    let killed = try await bench.compare(
      "killed", seeds: 2, Self.options + ["--seed", "5"], interruption: interruption)
    #expect(interruption.isSent && killed.code == nil)
    #expect(!bench.has("killed/comparison.json"))
    let resumed = try await bench.centralize("compare", "--resume", "--output", "killed")
    #expect(resumed.code == 0, "\(resumed.errors)")
    for file in ["comparison.json", "comparison.md", "config.json"]
      + Self.files.map({ "all-5/" + $0 })
    {
      #expect(try bench.bytes("killed/" + file) == bench.bytes("pair/" + file), "\(file)")
    }
  }

  @Test func nothingIsNotComparedWithNothing() async throws {
    let outcome = try await compare("pair", ["--centralization", "none"])
    expectFailure(outcome, code: 64, "--centralization", "nothing to compare it with")
  }

  @Test func seedsAreAddedToAFinishedComparison() async throws {
    let words = ["--steps", "1", "--planned-seeds", "2"]
    #expect(try await bench.compare("pair", seeds: 1, words).code == 0)
    let first = try bench.bytes("pair/all-0/timings.json")
    #expect(try bench.text("pair/report.html").contains("Of 2 planned seeds 1 are still to come"))
    func resume(_ seeds: String, _ more: [String] = []) async throws -> Outcome {
      try await Command.run(
        ["compare", "--resume", "--output", "pair", "--seeds", seeds] + more, in: bench.path(""))
    }
    let other = try await resume("2", ["--planned-seeds", "3"])
    expectFailure(other, code: 64, "--planned-seeds cannot be given here", "and was 2")
    for seeds in ["2", "3"] {
      let outcome = try await resume(seeds)
      #expect(outcome.code == 0, "\(outcome.errors)")
    }
    #expect(try bench.bytes("pair/all-0/timings.json") == first)
    #expect(try #require(bench.json("pair/config.json")["seeds"] as? Int) == 3)
    let experiment = try bench.text("pair/experiment.json")
    #expect(experiment.contains(/"looks" : \[\s*2\s*\]/))
    #expect(try bench.text("pair/report.html").contains("Seeds were added after the results of 2"))
    #expect(try await bench.compare("whole", seeds: 3, ["--steps", "1"]).code == 0)
    #expect(try bench.text("pair/comparison.json") == bench.text("whole/comparison.json"))
    expectFailure(try await resume("2"), code: 64, "--seeds was 3 and is given as 2")
  }

  /// What a comparison of before there were grids left: it is resumed by its config.json.
  @Test func aComparisonWithoutAGridIsResumed() async throws {
    let words = ["--seed", "3", "--steps", "1"]
    #expect(try await bench.compare("pair", seeds: 1, words).code == 0)
    let before = try bench.text("pair/comparison.json")
    for file in ["grid.json", "experiment.json", "comparison.json"] {
      try FileManager.default.removeItem(atPath: bench.path("pair/" + file))
    }
    let other = try await bench.centralize(
      "compare", "--resume", "--output", "pair", "--seed", "4", "--seeds", "2")
    expectFailure(other, code: 64, "--seed was 3 and is given as 4", "pair/")
    let resumed = try await bench.centralize("compare", "--resume", "--output", "pair")
    #expect(resumed.code == 0, "\(resumed.errors)")
    #expect(try bench.text("pair/comparison.json") == before)
    // It is a file for --config too.
    let again = try await bench.centralize(
      "compare", "--config", "pair/config.json", "--output", "again")
    #expect(again.code == 0, "\(again.errors)")
    #expect(try bench.text("again/comparison.json") == before)
  }

  @Test func aRunInAnArmsPlaceIsNotOverwritten() async throws {
    try bench.write(Array("{}".utf8), to: "pair/none-0/config.json")
    let outcome = try await bench.compare("pair", seeds: 1, ["--steps", "1"])
    expectFailure(outcome, code: 1, "pair/none-0 already holds a run")
    #expect(try bench.text("pair/none-0/config.json") == "{}")
  }
}
