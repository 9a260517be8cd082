import CentralizeOptions
import Files
import Foundation
import Reports
import RunRecords
import TestSupport
import Testing

@testable import Imports

struct ImportFolderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var path: String { folder.file("runs") }

  /// Imports a run of two epochs whose last accuracy is given.
  @discardableResult private func add(
    _ arm: String, _ seed: UInt64, accuracy: Double = 0.5, epochs: Int = 2,
    column: String = "test_acc",
    label: String? = nil, baseline: String? = nil
  ) throws -> [String] {
    let rows = (1...epochs).map {
      "\($0),\(2.0 / Double($0)),\(accuracy * Double($0) / Double(epochs))"
    }
    let file = try folder.write(
      Array((["epoch,loss,\(column)"] + rows).joined(separator: "\n").utf8),
      to: "\(arm)-\(seed).csv")
    let source = try Source(file)
    let found = try ImportedEpochs(source.table, ColumnMapping([:], of: source.table))
    let run = try ImportedRun(arm: arm, seed: seed, source: file, source, found)
    return try ImportFolder(path).add(run, label: label, baseline: baseline)
  }

  @Test func runsBecomeAnExperiment() throws {
    #expect(try add("with", 1, accuracy: 0.75).count == 1)
    #expect(try add("with", 2, accuracy: 0.875).count == 1)
    let notes = try add("without", 1, baseline: "without")
    #expect(notes == ["The arm without has no run yet of seed 2."])
    #expect(try add("without", 2, baseline: "without").isEmpty)
    let experiment = try ExperimentFolder(path).read()
    #expect(experiment.name == "runs" && experiment.task == .classification)
    #expect(experiment.cells[0].arms.map(\.name) == ["without", "with"])
    let comparison = try #require(experiment.cells[0].comparison(of: "without", with: "with"))
    let last = comparison.paired.filter { $0.epoch == 2 && $0.metric.rawValue == "testAccuracy" }
    #expect(last.map(\.mean) == [0.3125])
    let run = RunFolder(path + "/with-1")
    #expect(try run.epochs().map(\.evaluated) == [["testAccuracy": 0.375], ["testAccuracy": 0.75]])
    let provenance = try #require(try run.provenance())
    #expect(
      provenance.data.values.map(\.count) == [64] && provenance.version.hasPrefix("imported by"))
  }

  @Test func anArmHasALabel() throws {
    try add("with", 1, label: "GC, some weights")
    try add("without", 1)
    try add("with", 2)
    func labels() throws -> [String?] {
      try ExperimentFolder(path).read().cells[0].arms.map(\.label)
    }
    #expect(try labels() == ["GC, some weights", nil])
    try add("with", 3, label: "GC, all weights")
    #expect(try labels() == ["GC, all weights", nil])
  }

  @Test func lossesAloneAreATaskWithoutMetrics() throws {
    try add("with", 1, column: "test_loss")
    let task = try ExperimentFolder(path).read().task
    #expect(task.name == "imported" && task.headline.rawValue == "testLoss")
    #expect(throws: ImportError.self) { try add("without", 1) }
  }

  private func sentence(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "nothing is wrong"
    } catch { return "\(error)" }
  }

  @Test func whatCannotBeComparedIsRefusedAndLeavesNothing() throws {
    try add("without", 1)
    let before = try String(contentsOfFile: path + "/experiment.json", encoding: .utf8)
    for (words, found) in [
      (sentence { try add("without", 1) }, "expected none; remove it"),
      (
        sentence { try add("with", 1, epochs: 3) },
        "expected the 2 epochs of its pair, without-1, found 3"
      ),
      (
        sentence { try add("with", 1, column: "val_acc") },
        "expected what was measured of its pair, without-1, testAccuracy, found validationAccuracy"
      ),
    ] { #expect(words.contains(found), "\(words)") }
    #expect(try String(contentsOfFile: path + "/experiment.json", encoding: .utf8) == before)
    #expect(!FileManager.default.fileExists(atPath: path + "/with-1"))
    _ = try folder.write(Array("{}".utf8), to: "runs/grid.json")
    try FileManager.default.removeItem(atPath: path + "/experiment.json")
    #expect(sentence { try add("with", 1) }.contains("holds grid.json: expected a new folder"))
  }

  @Test func anImportedRunIsNotResumed() throws {
    try add("with", 1)
    #expect(
      sentence { _ = try RecordedRun(folder: path + "/with-1", resumedBy: .train) }
        == "\(path)/with-1/config.json is of a run that another program made: it can be reported on, and "
        + "not resumed.")
  }
}
