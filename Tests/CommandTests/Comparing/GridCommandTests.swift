import EngineProtocol
import Foundation
import TestSupport
import Testing

/// Grids of runs, from outside.
struct GridCommandTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  private static let good = ["none-7", "all-7", "convolutions-7"]

  @Test func runsEveryCellWhateverFailsAndHoweverManyAtATime() async throws {
    try bench.writeGrid(
      "  steps: 3\n  log-every: 1",
      """
      about: two cells, of which one diverges
      axes:
        - - {optimizer: sgd, learning-rate: 0.05, name: good}
          - {optimizer: sgd, learning-rate: 1e30, name: bad}
      pair:
        - {centralization: none}
        - {centralization: all}
        - {centralization: convolutions}
      seeds: [7]
      """)
    let outcome = try await bench.compare(["--grid", "grid.yaml", "--output", "g", "--jobs", "2"])
    #expect(outcome.code == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains("Error: 3 of 6 runs failed: bad/none-7, bad/all-7"))
    #expect(outcome.errors.contains("step 2: the loss is"))
    let outcomes = try bench.outcomes("g")
    #expect(outcomes.count == 6)
    for arm in Self.good {
      #expect(outcomes["good/" + arm]?["kind"] as? String == "finished")
      #expect(outcomes["bad/" + arm]?["kind"] as? String == "failed")
      let reason = outcomes["bad/" + arm]?["reason"] as? String
      #expect(reason?.hasPrefix("step 2: the loss is") == true, "\(reason ?? "none")")
    }
    try checkFiles(outcome)
    // The first loss of a seed is that of the weights that all arms start from.
    let first = try Self.good.map {
      try bench.metrics("g/good/" + $0, "step").map { $0["trainLoss"] as? Double }
    }
    #expect(first[0][0] == first[1][0] && first[0][0] == first[2][0])
    #expect(first[0][2] != first[1][2] && first[1][2] != first[2][2])
    let alone = try await bench.compare(["--grid", "grid.yaml", "--output", "one"])
    #expect(alone.code == 1 && alone.output == outcome.output)
    try expectEqual(bench.results("one"), bench.results("g"))
    try await endedRunsAreNotRepeated(outcome)
  }

  private func checkFiles(_ outcome: Outcome) throws {
    #expect(outcome.output.hasPrefix("good\n\ntraining loss\n"))
    #expect(outcome.output.contains("the difference is convolutions less none."))
    #expect(outcome.output.contains("bad\n\nNo seed was finished"))
    let files = try bench.results("g").keys.filter {
      !$0.contains("-7/") && !$0.hasPrefix("plots/") && !$0.hasPrefix("tables/")
    }.sorted()
    #expect(
      files == [
        "experiment.json", "good/comparison-convolutions.json", "good/comparison-convolutions.md",
        "good/comparison.json", "good/comparison.md", "grid.json", "statistics.json",
      ])
    #expect(bench.has("g/report.html") && bench.has("g/tables/accuracy.csv"))
    let comparison = try bench.json("g/good/comparison.json")
    #expect(comparison.keys.sorted() == ["arms", "formatVersion", "paired"])
    let fingerprints = try bench.json("g/grid.json")["fingerprints"] as? [String: String]
    #expect(fingerprints?.count == 6 && fingerprints?["good/all-7"]?.count == 64)
    #expect(
      try bench.json("g/experiment.json")["name"] as? String == "two cells, of which one diverges")
  }

  private func endedRunsAreNotRepeated(_ outcome: Outcome) async throws {
    let timings = try bench.bytes("g/good/all-7/timings.json")
    let before = try bench.results("g")
    let resumed = try await bench.compare(["--resume", "--output", "g"])
    #expect(resumed.code == 1 && resumed.output == outcome.output, "\(resumed.errors)")
    #expect(!resumed.errors.contains("parameters"))
    let again = try await bench.compare(["--resume", "--retry-failed", "--output", "g"])
    #expect(again.code == 1 && again.errors.contains("g/bad/none-7: 77754 parameters"))
    #expect(!again.errors.contains("g/good"))
    try expectEqual(bench.results("g"), before)
    #expect(try bench.bytes("g/good/all-7/timings.json") == timings)
    let other = try await bench.compare(
      ["--resume", "--output", "g", "--grid", "grid.yaml", "--epochs", "2"])
    expectFailure(other, code: 1, "grid.yaml differs from g/grid.json", "cell 'good'")
    let dry = try await bench.compare(["--resume", "--dry-run", "--output", "g"])
    #expect(
      dry.output.contains("g/good/all-7  finished\n") && dry.output.hasSuffix("0 of 6 runs to do\n")
    )
  }

  @Test func aDryRunOnlySays() async throws {
    let words =
      Bench.common + ["--steps", "1", "--axis", "optimizer=sgd,adam", "--seeds", "1"]
    let dry = try await bench.compare(words + ["--output", "g", "--dry-run", "--jobs", "3"])
    #expect(dry.code == 0 && !bench.has("g"), "\(dry.errors)")
    let lines = dry.output.split(separator: "\n")
    #expect(
      lines.dropLast() == [
        "g/sgd/none-0  to do", "g/sgd/all-0  to do", "g/adam/none-0  to do", "g/adam/all-0  to do",
      ])
    #expect(
      lines.last
        == "4 of 4 runs to do, 3 at a time: how long they take is not known until the first has run"
    )
    // After the first run, its time is the estimate for the rest.
    let interruption = Interruption(
      SIGINT, metrics: bench.path("g/sgd/none-0/metrics.jsonl"), lines: 2)
    let stopped = try await bench.compare(
      words + ["--output", "g", "--log-every", "1"], interruption: interruption)
    #expect(stopped.code == 130, "\(stopped.errors)")
    #expect(stopped.errors.contains("go on with 'centralize compare --resume --output g'"))
    let after = try await bench.compare(["--resume", "--output", "g", "--dry-run"])
    #expect(after.output.contains("1 at a time: about 0:0"), "\(after.output)")
  }

  static let mistakes: [(String, [String])] = [
    ("bases: {}", ["unknown key 'bases'", "'base'"]),
    ("axes: 3", ["'axes' must be a list of axes"]),
    ("axes: [[3]]", ["'axes' must be mappings of options"]),
    ("seeds: few", ["'seeds' must be how many seeds, or a list"]),
    ("requires: wheels", ["'requires' must be the name of an option"]),
    ("axes: [[{lr: 1}]]", ["unknown key 'lr'", "'learning-rate'"]),
    (
      "axes: [[{optimizer: lion, momentum: 0.5}]]",
      ["cell 'lion-momentum-0.5'", "--momentum is not"]
    ),
  ]

  @Test(arguments: mistakes)
  func aMistakeInAFileIsNamedBeforeAnythingRuns(_ text: String, _ words: [String]) async throws {
    try bench.writeGrid("  steps: 1", text)
    let outcome = try await bench.compare(["--grid", "grid.yaml", "--output", "g"])
    expectFailure(outcome, code: 64, "grid.yaml")
    for word in words { #expect(outcome.errors.contains(word), "\(outcome.errors)") }
    #expect(!bench.has("g"))
  }

  @Test func aRecipeCanBeAGrid() async throws {
    // The program finds the recipes of the folder that it lies in.
    try bench.writeGrid(
      "  steps: 1", "about: a small grid of two\naxes: [[{optimizer: sgd}, {optimizer: lion}]]",
      to: "bin/Recipes/small.yaml")
    let program = bench.path("bin/centralize")
    try FileManager.default.copyItem(atPath: Command.folder + "/centralize", toPath: program)
    let dry = try await Command.run(
      ["compare", "--recipe", "small", "--seeds", "1", "--dry-run"], program: program,
      in: bench.path("."))
    #expect(dry.code == 0 && dry.output.hasPrefix("runs/grid-small/sgd/none-0  to do\n"))
    #expect(dry.output.split(separator: "\n").count == 5, "\(dry.errors)")
    let list = try await Command.run(["recipes"], program: program)
    #expect(list.output.contains("small   a small grid of two"))
    let train = try await Command.run(["train", "--recipe", "small"], program: program)
    expectFailure(train, code: 64, "small is a grid of runs, which only 'compare' makes")
  }

  @Test func aGridIsNoConfiguration() async throws {
    try bench.writeGrid("  steps: 1", "seeds: 1")
    let outcome = try await bench.centralize("train", "--config", "grid.yaml")
    expectFailure(outcome, code: 64, "grid.yaml is a grid of runs", "compare --grid")
    let missing = try await bench.compare(["--grid", "other.yaml"])
    expectFailure(missing, code: 1, "other.yaml of --grid does not exist")
    let jobs = try await bench.compare(["--grid", "grid.yaml", "--jobs", "0"])
    expectFailure(jobs, code: 64, "--jobs must be between 1 and")
    let retry = try await bench.compare(["--grid", "grid.yaml", "--retry-failed"])
    expectFailure(retry, code: 64, "--retry-failed cannot be given here")
  }
}
