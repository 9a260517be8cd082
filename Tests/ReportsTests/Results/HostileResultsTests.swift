import ExperimentSupport
import Files
import Foundation
import RunRecords
import TestSupport
import Testing

@testable import Reports

/// Results are what people share: what a file claims is checked before it is used.
struct HostileResultsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// What reading the folder says when, in the file `name` of `value`, `old` is replaced by `new`.
  private func refusal(
    _ value: some Encodable, _ name: String, _ old: String, _ new: String
  ) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let text = String(decoding: try encoder.encode(value), as: UTF8.self)
    try #require(text.contains(old), "\(old)")
    try folder.write(Array(text.replacing(old, with: new).utf8), to: name)
    defer { unlink(folder.file(name)) }
    let error = #expect(throws: FormatError.self, "\(new)") {
      if name == "landscape.json" {
        _ = try Landscape(folder: folder.path)
      } else {
        _ = try ExperimentFolder(folder.path).read()
      }
    }
    let words = error?.description ?? ""
    #expect(words.hasPrefix(folder.file(name)) && !words.contains("Error"), "\(words)")
    return words
  }

  private func experiment() throws -> Experiment {
    Experiment(name: "grid", cells: [try cell("sgd", none: [[0.5]], all: [[0.75]])])
  }

  @Test(arguments: ["../../x", "a/b", "..", ".", "/etc", "a\\nb", "/\u{301}x", "\\u0000"])
  func aNameThatLeadsElsewhereIsRefused(_ name: String) throws {
    let comparison = try comparisonOfTwoSeeds()
    let landscape = try landscape(without: [measured(0, [1])], with: [measured(0, [1])])
    for words in [
      try refusal(try experiment(), "experiment.json", "\"name\":\"sgd\"", "\"name\":\"\(name)\""),
      try refusal(try experiment(), "experiment.json", "\"name\":\"all\"", "\"name\":\"\(name)\""),
      try refusal(comparison, "comparison.json", "\"name\":\"all\"", "\"name\":\"\(name)\""),
      try refusal(landscape, "landscape.json", "\"name\":\"all\"", "\"name\":\"\(name)\""),
    ] { #expect(words.contains("expected the name of one folder"), "\(words)") }
  }

  @Test func fewerThanTwoArmsAreRefused() throws {
    var few = try experiment()
    few.cells[0].arms.removeLast()
    #expect(
      try refusal(few, "experiment.json", "{", "{").contains("its cell 'sgd' has 1 of the two arms")
    )
    few.cells[0].arms = []
    #expect(try refusal(few, "experiment.json", "{", "{").contains("has 0 of the two arms"))
    few.cells = []
    #expect(try refusal(few, "experiment.json", "{", "{").contains("it has no cells"))
    var comparison = try comparisonOfTwoSeeds()
    comparison.arms.removeLast()
    #expect(
      try refusal(comparison, "comparison.json", "{", "{").contains("it has 1 of the two arms"))
    comparison.arms = []
    #expect(try refusal(comparison, "comparison.json", "{", "{").contains("has 0 of the two arms"))
  }

  @Test func oneArmThatAnotherProgramRecordedIsShown() throws {
    var one = try experiment()
    one.cells[0].arms.removeLast()
    (one.cells[0].arms[0].config, one.cells[0].arms[0].recorded) = (nil, ["name": "mine"])
    try JSONFile.write(one, to: folder.file("experiment.json"))
    _ = try ExperimentReport.write(folder.path, levels: [])
    #expect(try !folder.read("report.html").isEmpty)
  }

  @Test func whatStandsTwiceIsRefused() throws {
    var twice = try experiment()
    twice.cells.append(twice.cells[0])
    #expect(try refusal(twice, "experiment.json", "{", "{").contains("cells have one name"))
    twice = try experiment()
    twice.cells[0].arms[1].name = "none"
    #expect(try refusal(twice, "experiment.json", "{", "{").contains("arms of its cell 'sgd'"))
    twice = try experiment()
    twice.cells[0].arms[1].runs.append(run(0, [1]))
    #expect(try refusal(twice, "experiment.json", "{", "{").contains("has a seed twice"))
  }

  @Test func countsThatCannotBeAreRefused() throws {
    let huge = "\(Int.max)"
    for (old, new) in [
      ("\"epoch\":1", "\"epoch\":\(huge)"), ("\"epoch\":1", "\"epoch\":-1"),
      ("\"step\":10", "\"step\":\(huge)"), ("\"step\":10", "\"step\":-\(huge)"),
    ] {
      let words = try refusal(try experiment(), "experiment.json", old, new)
      #expect(words.contains("expected counts of at most 1000000000000"), "\(words)")
    }
    let seed = try refusal(
      try experiment(), "experiment.json", "\"seed\":0}", "\"seed\":\(UInt64.max)}")
    #expect(seed.contains("above \(Int.max)"))
    let landscape = try landscape(without: [measured(0, [1])], with: [measured(0, [1])])
    for (old, new) in [
      ("\"step\":2", "\"step\":\(huge)"), ("\"step\":2", "\"step\":0"),
      ("\"every\":2", "\"every\":0"),
    ] {
      let words = try refusal(landscape, "landscape.json", old, new)
      #expect(words.contains("steps or seeds that cannot be"), "\(words)")
    }
    var lines = try experiment()
    lines.task = .init(name: "line", metrics: [.init("error", better: .less, digits: 4)])
    for (old, new) in [
      ("\"digits\":4,\"name\":\"error\"", "\"digits\":2000000000,\"name\":\"error\""),
      ("\"name\":\"error\"", "\"name\":\"../x\""), ("\"name\":\"error\"", "\"name\":\"loss\""),
    ] {
      let words = try refusal(lines, "experiment.json", old, new)
      #expect(words.contains("its metrics cannot be"), "\(words)")
    }
  }

  @Test func whatIsNotFiniteIsNamed() throws {
    var large = try experiment()
    for arm in 0..<2 {
      large.cells[0].arms[arm].runs[0].epochs[0].trainLoss = arm == 0 ? 1e308 : -1e308
    }
    try JSONFile.write(large, to: folder.file("experiment.json"))
    let error = #expect(throws: FormatError.self) {
      try ExperimentReport.write(folder.path, levels: [])
    }
    #expect(error?.description.contains("statistics.json cannot be written") == true)
  }
}
