import Foundation
import TestSupport
import Testing

/// `centralize import`, and the code of `docs/FromPyTorch.md` in the Python that `EXTENDED_PYTORCH` names.
struct FromPyTorchTests {
  private static let python = ProcessInfo.processInfo.environment["EXTENDED_PYTORCH"]
  private let bench: Bench

  init() throws { bench = try Bench() }

  /// Writes a run of three epochs.
  private func write(_ name: String, loss: Double, accuracy: Double) throws {
    let rows = (0..<3).map { "\($0),\(loss / Double($0 + 1)),\(accuracy + Double($0) / 16)" }
    let text = (["epoch,train_loss,test_acc"] + rows).joined(separator: "\n") + "\n"
    try bench.write(Array(text.utf8), to: name)
  }

  @Test func importedRunsAreReportedOn() async throws {
    for seed in 1...3 {
      for (arm, accuracy) in [("without", 0.5), ("with", 0.625)] {
        try write("\(arm).csv", loss: 2, accuracy: accuracy + Double(seed) / 32)
        let outcome = try await bench.centralize(
          "import", "\(arm).csv", "--arm", arm, "--seed", "\(seed)", "--output", "mine",
          "--label", "\(arm) it")
        #expect(outcome.code == 0 && outcome.output == "mine/\(arm)-\(seed)\n", "\(outcome.errors)")
        #expect(outcome.errors.contains("Its epochs, which count from 0, count from 1 here."))
      }
    }
    let report = try await bench.centralize("report", "mine")
    #expect(report.code == 0, "\(report.errors)")
    let page = try bench.text("mine/report.html")
    #expect(page.contains("with it − without it") && page.contains("+12.50"))
    let resumed = try await bench.centralize("train", "--resume", "--output", "mine/with-1")
    #expect(resumed.code == 1)
    #expect(resumed.errors.contains("is of a run that another program made"))
    let compared = try await bench.centralize("compare", "--resume", "--output", "mine")
    #expect(compared.code == 1 && compared.errors.contains("mine holds no run to resume"))
  }

  @Test func whatIsWrongIsOneSentence() async throws {
    try write("x.csv", loss: 2, accuracy: 0.5)
    try bench.write([], to: "x.bin")
    for (words, code, expected) in [
      (["x.csv", "--seed", "1", "--output", "o"], 64, "--arm is missing"),
      (
        ["x.csv", "--arm", "a/b", "--seed", "1", "--output", "o"], 64,
        "--arm must be letters, digits"
      ),
      (
        ["x.csv", "--arm", "a", "--seed", "1", "--output", "o", "--label", ""], 64,
        "--label must be 1 to 200 characters long, but is empty."
      ),
      (["x.csv", "--arm", "a", "--output", "o"], 64, "--seed is missing"),
      (
        ["x.csv", "--arm", "a", "--seed", "-1", "--output", "o"], 64, "--seed must be between 0 and"
      ),
      (["x.csv", "--arm", "a", "--seed", "1"], 64, "--output is missing"),
      (["x.bin", "--arm", "a", "--seed", "1", "--output", "o"], 1, "x.bin cannot be imported"),
      (["none.csv", "--arm", "a", "--seed", "1", "--output", "o"], 1, "cannot read none.csv"),
      (
        ["x.csv", "--arm", "a", "--seed", "1", "--output", "o", "--test-accuracy", "acc"], 1,
        "In x.csv there is no column 'acc' for --test-accuracy: expected one of epoch, train_loss, test_acc."
      ),
    ] as [([String], Int32, String)] {
      let outcome = try await Command.run(["import"] + words, in: bench.path(""))
      #expect(outcome.code == code && outcome.output.isEmpty, "\(words)")
      #expect(outcome.errors.hasPrefix("Error: \(expected)"), "\(outcome.errors)")
      #expect(!bench.has("o"))
    }
  }

  @Test(.enabled(if: python != nil)) func theCodeOfThePageDoesWhatItSays() async throws {
    let python = try #require(Self.python)
    let plan = try await bench.centralize("plan", "--model", "resnet18", "--json")
    try bench.write(Array(plan.output.utf8), to: "plan-of-resnet18.json")
    let check = try await TestProgram.run(
      python,
      [
        Fixture.repository + "/Tests/PyTorch/check_docs.py",
        Fixture.repository + "/docs/FromPyTorch.md",
        bench.path("plan-of-resnet18.json"), bench.path(""),
      ])
    #expect(check.code == 0, "\(check.errors)")
    let outcome = try await bench.centralize(
      "import", "with-1.csv", "--arm", "with", "--seed", "1", "--output", "recorded")
    #expect(outcome.code == 0, "\(outcome.errors)")
  }
}
