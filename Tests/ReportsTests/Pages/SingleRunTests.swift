import CentralizeOptions
import ExperimentSupport
import Files
import Foundation
import RunRecords
@testable import Reports
import TestSupport
import Testing

struct SingleRunTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private let provenance = Provenance(
    version: "9.9", commit: "unknown", libtorch: "2.15", cpuCapability: "AVX2", threads: 1,
    data: [:], weights: nil)

  private func begin(seeds: Int? = nil, task: TaskDescription = .classification) throws {
    let record = try RunRecord.data(
      configuration(), seeds: seeds, task: task, provenance: provenance)
    try folder.write(Array(record), to: "config.json")
  }

  private func log(_ epochs: [EpochMetrics], steps: [StepMetrics] = []) throws {
    let lines = try steps.map(MetricsLine.init) + epochs.map(MetricsLine.init)
    let text = lines.map { String(decoding: $0.json, as: UTF8.self) + "\n" }.joined()
    try folder.write(Array(text.utf8), to: "metrics.jsonl")
  }

  private func epochs() -> [EpochMetrics] {
    [
      metrics(1, trainLoss: 0.75, testAccuracy: 0.5),
      metrics(2, trainLoss: 0.5, testAccuracy: 0.625),
    ]
  }

  private func steps() -> [StepMetrics] {
    (1...20).map {
      StepMetrics(epoch: ($0 + 9) / 10, step: $0, trainLoss: 1 / Double($0), learningRate: 0.1)
    }
  }

  @Test func aRunHasAPageItsPlotsAndItsEpochs() throws {
    try begin()
    try log(epochs(), steps: steps())
    #expect(try ExperimentFolder(folder.path).isOfSingleRun())
    _ = try ExperimentReport.write(folder.path)
    let files = FileManager.default
    let plots = try files.contentsOfDirectory(atPath: folder.file("plots"))
    for name in ["training-loss.svg", "test-accuracy.svg", "steps.svg"] {
      #expect(plots.contains(name), "\(plots)")
    }
    let csv = String(decoding: try folder.read("tables/epochs.csv"), as: UTF8.self)
    #expect(
      csv == """
        epoch,steps,training loss,test loss,test accuracy %,learning rate\r
        1,10,0.75,1,50,0.1\r
        2,20,0.5,1,62.5,0.1\r\n
        """)
    let page = String(decoding: try folder.read("report.html"), as: UTF8.self)
    #expect(page.contains("Training loss 0.5000, test accuracy 62.50 % after epoch 2"))
    #expect(page.contains("A single run of seed 0: nothing can be said of other seeds."))
    #expect(page.contains(">with GC (all)</text>") && page.contains("<dd>9.9</dd>"))
    #expect(page.ranges(of: "<svg").count == 3 && !page.contains("verdict\">"))
    // No statistics are made of one run.
    #expect(try !folder.contents.contains("statistics.json"))
  }

  @Test func anotherProgramsRunIsReportedToo() throws {
    for name in ["config.json", "metrics.jsonl", "timings.json"] {
      let path = Fixture.path("recorded") + "/with-3/" + name
      if let bytes = FileManager.default.contents(atPath: path) {
        try folder.write(Array(bytes), to: name)
      }
    }
    _ = try ExperimentReport.write(folder.path)
    let page = String(decoding: try folder.read("report.html"), as: UTF8.self)
    #expect(page.contains("<h1>with</h1>") && page.contains("A single run of seed 3"))
    #expect(page.contains("optimizer") && page.contains("SGD"))
  }

  @Test func itsClassesAreOnThePage() throws {
    try begin()
    try log(epochs())
    let json =
      #"{"formatVersion": 1, "classNames": ["a<b", "c"], "counts": [[0, 0, 3], [0, 1, 1], [1, 1, 2]]}"#
    try folder.write(Array(json.utf8), to: "confusion.json")
    _ = try ExperimentReport.write(folder.path)
    let page = String(decoding: try folder.read("report.html"), as: UTF8.self)
    #expect(page.contains("<h2 id=\"classes\">") || page.contains("Class by class"))
    #expect(page.contains("<td class=\"number\" style=\"--share:75%\">3</td>"))
    #expect(page.contains("a&lt;b") && !page.contains("a<b"))
    let csv = String(decoding: try folder.read("tables/classes.csv"), as: UTF8.self)
    #expect(csv.split(separator: "\r\n").dropFirst() == ["a<b,4,75,", "c,2,100,"], "\(csv)")
  }

  @Test func itsPicturesAreOnThePage() throws {
    try begin()
    try log(epochs())
    try folder.write([1, 2, 3], to: "pictures/1-truth.png")
    try folder.write([4, 5, 6], to: "pictures/1-found.png")
    // Of the second one is missing.
    try folder.write([7, 8, 9], to: "pictures/2-truth.png")
    _ = try ExperimentReport.write(folder.path)
    let page = String(decoding: try folder.read("report.html"), as: UTF8.self)
    #expect(page.contains("<th scope=\"col\">truth</th><th scope=\"col\">found</th>"))
    let sources = page.matches(of: /<img alt="([^"]*)" src="data:image\/png;base64,([^"]*)">/)
    #expect(sources.map(\.1) == ["Test image 1: truth", "Test image 1: found"])
    #expect(sources.map(\.2) == ["AQID", "BAUG"])
  }

  @Test func aRunWithoutAnEpochSaysSo() throws {
    try begin()
    let error = #expect(throws: ReportError.self) {
      _ = try ExperimentReport.write(folder.path)
    }
    #expect(error == .noEpoch(folder: folder.path))
    #expect(try folder.contents == ["config.json"])
  }

  @Test func theRecordOfAComparisonIsNone() throws {
    try begin(seeds: 2)
    #expect(try !ExperimentFolder(folder.path).isOfSingleRun())
    #expect(throws: ReportError.nothingToReport(folder: folder.path)) {
      _ = try ExperimentReport.write(folder.path)
    }
  }

  @Test func itsEventsAreWritten() throws {
    try begin()
    #expect(try ExperimentFolder(folder.path).writeEvents() == [folder.path])
    try log(epochs())
    #expect(try ExperimentFolder(folder.path).writeEvents().isEmpty)
    #expect(try folder.contents.contains("events.out.tfevents.0.centralize"))
  }
}
