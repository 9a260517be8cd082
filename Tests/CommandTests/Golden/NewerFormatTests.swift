import TestSupport
import Testing

/// A file of a newer version is refused by its name, whoever reads it.
struct NewerFormatTests {
  /// A file of the golden folders, and the words of each command that reads it.
  struct Case: CustomTestStringConvertible {
    let file: String
    let commands: [[String]]
    var testDescription: String { file }
  }

  private static let compare = ["compare", "--resume", "--output", "logs", "--data", "data"]
  private static let report = ["report", "logs"]
  private static let events = ["report", "logs", "--tensorboard"]
  private static let watch = ["watch", "logs"]
  private static let train = ["train", "--resume", "--output", "run", "--data", "data"]

  static let cases = [
    Case(file: "logs/none-4/config.json", commands: [compare, report]),
    Case(file: "logs/none-4/metrics.jsonl", commands: [compare, events]),
    Case(file: "logs/none-4/timings.json", commands: [compare, report]),
    Case(file: "logs/grid.json", commands: [compare, watch]),
    Case(file: "logs/experiment.json", commands: [compare, report]),
    Case(file: "logs/landscape.json", commands: [report]),
    Case(file: "run/config.json", commands: [train, ["watch", "run"]]),
    Case(file: "run/metrics.jsonl", commands: [train]),
    Case(file: "run/timings.json", commands: [train]),
  ]

  @Test(arguments: cases) func isRefused(_ newer: Case) async throws {
    let folder = try TemporaryFolder()
    for (source, name) in [("data", "data"), ("stopped/run", "run"), ("logs", "logs")] {
      try folder.copy(Golden.path(source), to: name)
    }
    let line = #"{"formatVersion": 99, "kind": "epoch", "epoch": 1, "step": 1}"# + "\n"
    // Whole lines before it are what they were: a checkpoint says how much of a log counts.
    let rest = newer.file.hasSuffix(".jsonl") ? try folder.read(newer.file) : []
    try folder.write(Array(line.utf8) + rest, to: newer.file)
    for words in newer.commands {
      let outcome = try await Command.run(words, in: folder.path)
      expectFailure(outcome, code: 1, newer.file, "has formatVersion 99", "reads up to 1")
    }
  }

  /// A folder from before there were grids has only this file of results.
  @Test func aComparisonAloneIsRefused() async throws {
    let folder = try TemporaryFolder()
    try folder.write(Array(#"{"formatVersion": 99}"#.utf8), to: "logs/comparison.json")
    let outcome = try await Command.run(Self.report, in: folder.path)
    expectFailure(outcome, code: 1, "logs/comparison.json has formatVersion 99")
  }
}
