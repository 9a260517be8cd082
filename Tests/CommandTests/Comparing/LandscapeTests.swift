import EngineProtocol
import Foundation
import TestSupport
import Testing

/// Measuring the loss along the steps, from outside.
struct LandscapeTests {
  private let bench: Bench
  private static let words = Bench.common + ["--steps", "4", "--every", "2"]

  init() throws { bench = try Bench() }

  private func landscape(
    _ output: String, _ words: [String] = [], interruption: Interruption? = nil
  ) async throws -> Outcome {
    try await Command.run(
      ["landscape"] + Self.words + ["--output", output] + words, in: bench.path("."),
      interruption: interruption)
  }

  private func landscapeRuns(_ folder: String, arm: Int) throws -> [[String: Any]] {
    let arms = try #require(
      try bench.json(folder + "/landscape.json")["arms"] as? [[String: Any]])
    return try #require(arms[arm]["runs"] as? [[String: Any]])
  }

  @Test func equalMeasurementsAreEqualBytes() async throws {
    let outcome = try await landscape("a", ["--seeds", "2"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("The effective smoothness β with all was "))
    #expect(outcome.output.contains("keeps 1ᵀw of 10 of 10 layers, and the theorem holds"))
    #expect(outcome.errors.contains("none-0: 77754 parameters"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: bench.path("a")).sorted()
        == [".lock", "landscape.json", "plots", "report.html", "tables"])
    let runs = try (0..<2).map { try landscapeRuns("a", arm: $0) }
    for arm in runs {
      #expect(arm.map { $0["seed"] as? Int } == [0, 1])
      let points = try #require(arm[0]["points"] as? [[String: Any]])
      #expect(points.map { $0["step"] as? Int } == [2, 4])
      #expect((points[0]["lengths"] as? [Any])?.count == 5)
      #expect((points[0]["shares"] as? [Any])?.count == 10)
    }
    // Both arms begin alike: the first step's loss is at the same weights on the same images.
    #expect(try await landscape("c", ["--every", "1", "--steps", "1"]).code == 0)
    let first = try (0..<2).map { arm -> Double in
      let points = try landscapeRuns("c", arm: arm)[0]["points"] as? [[String: Any]]
      return try #require(points?[0]["loss"] as? Double)
    }
    #expect(first[0] == first[1])
    let again = try await landscape("b", ["--seeds", "2"])
    #expect(again.code == 0 && again.output == outcome.output)
    expectEqual(try bench.results("b"), try bench.results("a"))
    #expect(try bench.text("a/report.html") == bench.text("b/report.html"))
  }

  @Test func theReportOfAComparisonShowsItToo() async throws {
    let words = Bench.common + ["--steps", "4", "--seeds", "1", "--output", "pair"]
    #expect(try await bench.compare(words).code == 0)
    let before = try bench.results("pair")
    #expect(try !bench.text("pair/report.html").contains("id=\"landscape\""))
    let outcome = try await bench.centralize(
      "landscape", "--config", "pair/all-0/config.json", "--every", "2", "--output", "pair")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let page = try bench.text("pair/report.html")
    #expect(page.contains("id=\"landscape\"") && page.contains("id=\"curves\""))
    #expect(!page.contains("other trainings"))
    // Nothing of the comparison has changed.
    let after = try bench.results("pair")
    for (file, bytes) in before { #expect(after[file] == bytes, "\(file)") }
    for words in [["report", "pair"], ["compare", "--resume", "--output", "pair"]] {
      try FileManager.default.removeItem(atPath: bench.path("pair/report.html"))
      #expect(try await Command.run(words, in: bench.path(".")).code == 0)
      #expect(try bench.text("pair/report.html") == page)
    }
    let other = try await landscape("pair", ["--learning-rate", "0.3"])
    expectFailure(
      other, code: 1, "pair holds the landscape.json of other trainings",
      "--learning-rate was 0.1 and is given as 0.3")
    try FileManager.default.removeItem(atPath: bench.path("pair/landscape.json"))
    expectFailure(
      try await landscape("pair", ["--optimizer", "adam"]), code: 1,
      "pair holds the experiment.json of other trainings", "--optimizer was sgd")
    #expect(!bench.has("pair/landscape.json"))
  }

  @Test func aComparisonComesIntoItsFolder() async throws {
    #expect(try await landscape("pair").code == 0)
    let words = Bench.common + ["--steps", "4", "--seeds", "1", "--output", "pair"]
    let outcome = try await bench.compare(words)
    #expect(outcome.code == 0, "\(outcome.errors)")
    let page = try bench.text("pair/report.html")
    #expect(page.contains("id=\"landscape\"") && page.contains("id=\"curves\""))
  }

  @Test func wrongWordsAreSaid() async throws {
    for (words, sentence) in [
      (["--monitor"], "'--monitor' is not an option of 'landscape'"),
      (["--resume"], "'--resume' is not an option of 'landscape'"),
      (["--every", "0"], "--every must be between 1 and"),
      (["--seeds", "0"], "--seeds must be between 1 and"),
      (["--centralization", "none"], "nothing to compare it with"),
    ] {
      expectFailure(try await landscape("a", words), code: 64, sentence)
    }
    #expect(!bench.has("a"))
    expectFailure(
      try await bench.centralize("landscape", "--recipe", "stanford-cars-resnet50"), code: 64,
      "--weights is missing")
  }

  @Test func aTrainingThatDivergesIsAResult() async throws {
    let outcome = try await landscape("a", ["--learning-rate", "1e30", "--every", "1"])
    let sentences = outcome.errors.split(separator: "\n").filter { $0.hasPrefix("Error: ") }
    #expect(outcome.code == 1 && sentences.count == 1, "\(outcome.errors)")
    #expect(
      sentences[0].contains("2 of 2 measured runs failed: none-0, all-0. The first says: step 2"))
    #expect(try landscapeRuns("a", arm: 0)[0]["failure"] is String)
    #expect(outcome.output.contains("No seed was measured to its end in both arms"))
    #expect(
      try bench.text("a/report.html").contains(
        "Seed 0 without could not be trained to its end: step 2"))
  }

  @Test func anInterruptedOneLeavesNothing() async throws {
    try bench.write(Array("\n".utf8), to: "go")
    let interruption = Interruption(SIGINT, metrics: bench.path("go"), lines: 1)
    let outcome = try await landscape("a", ["--steps", "100000"], interruption: interruption)
    #expect(outcome.code == 130 && interruption.isSent, "\(outcome.errors)")
    #expect(outcome.errors.contains("nothing was written to a, and the next"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: bench.path("a")) == [".lock"])
    #expect(try await landscape("a").code == 0)
  }
}
