import Statistics
import RunRecords
import ExperimentSupport
import Reports
import CentralizeOptions
import Files
import Foundation
import TestSupport
import Testing

struct ExperimentReportTests {
  /// The mean of numbers at the end of their range is none that a file can hold: a sentence says so.
  @Test func numbersAtTheEndOfTheirRangeAreRefusedByASentence() throws {
    let folder = try TemporaryFolder()
    var cell = try cell(none: [[0.5, 0.5], [0.5, 0.5]], all: [[0.5, 0.5], [0.5, 0.5]])
    for arm in cell.arms.indices {
      for run in cell.arms[arm].runs.indices {
        cell.arms[arm].runs[run].epochs[1].trainLoss = arm == 0 ? 1e308 : -1e308
      }
    }
    let experiment = Experiment(name: "x", cells: [cell])
    let error = #expect(throws: FormatError.self) {
      try ExperimentReport.write(experiment, to: folder.path, path: "")
    }
    #expect(error?.description.contains("statistics.json") == true)
  }

  /// The mean of the weights is the other way round.
  @Test func armsAreComparedByTheMetricThatIsAskedFor() throws {
    var experiment = try experiment()
    experiment.task.metrics.append(
      Metric("accuracyEMA", title: "averaged accuracy", better: .more, unit: "%", digits: 2))
    for arm in 0..<2 {
      for run in 0..<2 {
        let evaluated = experiment.cells[0].arms[arm].runs[run].epochs[1].evaluated
        experiment.cells[0].arms[arm].runs[run].epochs[1].evaluated["testAccuracyEMA"] =
          1 - (evaluated["testAccuracy"] ?? 0)
      }
    }
    try JSONFile.write(experiment, to: folder.file(ExperimentFiles.experiment))
    func table(_ name: String) throws -> String {
      String(decoding: try folder.read("tables/\(name).md"), as: UTF8.self)
    }
    _ = try ExperimentReport.write(folder.path)
    #expect(try table("accuracy").contains("+12.50 ± 17.68"))
    _ = try ExperimentReport.write(folder.path, comparedBy: "accuracyEMA")
    #expect(try table("accuracyEMA").contains("-12.50 ± 17.68"))
    let error = #expect(throws: ReportError.self) {
      try ExperimentReport.write(folder.path, comparedBy: "top1")
    }
    #expect(
      error?.description.hasPrefix("--metric must be one of accuracy, accuracyEMA") == true)
  }

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func experiment() throws -> Experiment {
    Experiment(
      name: "small",
      cells: [
        try cell(
          "sgd", none: [[0.25, 0.5], [0.25, 0.75]], all: [[0.5, 0.5], [0.5, 1]])
      ])
  }

  @Test func writesAllFiles() throws {
    let omissions = try ExperimentReport.write(try experiment(), to: folder.path, path: "")
    #expect(omissions.count == 1 && omissions[0].contains("librsvg2-bin"))
    #expect(try folder.contents == ["plots", "report.html", "statistics.json", "tables"])
    let files = FileManager.default
    let tables = try files.contentsOfDirectory(atPath: folder.file("tables")).sorted()
    #expect(
      tables
        == ["accuracy", "epochs", "speed", "statistics"].flatMap { name in
          [".csv", ".md", ".tex"].map { name + $0 }
        })
    let plots = try files.contentsOfDirectory(atPath: folder.file("plots")).sorted()
    #expect(plots == ["sgd-test-accuracy.svg", "sgd-training-loss.svg"])
    let statistics = try JSONDecoder().decode(
      ExperimentStatistics.self, from: Data(try folder.read("statistics.json")))
    #expect(statistics == ExperimentStatistics(try experiment()))
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/rsvg-convert")))
  func plotsArePixelsForPaper() throws {
    let omissions = try ExperimentReport.write(
      try experiment(), to: folder.path, path: "/nowhere:/usr/bin")
    #expect(omissions.isEmpty)
    let bytes = try folder.read("plots/sgd-training-loss.png")
    #expect(Array(bytes[1...3]) == Array("PNG".utf8))
    // 3.4 in by 2.5 in at 300 pixels per inch, big-endian in the first chunk; rounded up.
    let sides = [16, 20].map { bytes[$0..<$0 + 4].reduce(0) { $0 * 256 + Int($1) } }
    #expect((1020...1021).contains(sides[0]) && (750...751).contains(sides[1]))
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/rsvg-convert")))
  func plotsArePDFForLaTeX() throws {
    let other = try TemporaryFolder()
    for folder in [folder, other] {
      try ExperimentReport.write(
        try experiment(), to: folder.path, path: "/nowhere:/usr/bin")
    }
    let bytes = try folder.read("plots/sgd-training-loss.pdf")
    // Of equal results equal, whenever they are drawn.
    #expect(try bytes == other.read("plots/sgd-training-loss.pdf"))
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.hasPrefix("%PDF-") && text.contains("CreationDate (19700101"))
    // 3.4 in by 2.5 in, in points.
    let box = try #require(text.firstMatch(of: /MediaBox \[ 0 0 ([0-9.]+) ([0-9.]+) \]/))
    #expect(abs((Double(box.1) ?? 0) - 3.4 * 72) < 0.1 && abs((Double(box.2) ?? 0) - 180) < 0.1)
  }

  @Test func onlyThePageHasTimes() throws {
    var timed = try experiment()
    for arm in 0..<2 {
      for run in 0..<2 { timed.cells[0].arms[arm].runs[run].secondsPerEpoch = [11.5, 12.5] }
    }
    let other = try TemporaryFolder()
    try ExperimentReport.write(try experiment(), to: folder.path, path: "")
    try ExperimentReport.write(timed, to: other.path, path: "")
    for file in ["statistics.json", "tables/speed.md", "tables/statistics.csv"] {
      #expect(try folder.read(file) == other.read(file))
    }
    let (before, after) = (try folder.read("report.html"), try other.read("report.html"))
    #expect(before != after)
    #expect(String(decoding: after, as: UTF8.self).contains("Seconds of training until"))
    #expect(!String(decoding: before, as: UTF8.self).contains("Seconds of training until"))
  }

  @Test func thePageIsWrittenWholeOrNotAtAll() throws {
    try folder.write(Array("old".utf8), to: "report.html")
    // A folder that is in the way before it is the page's turn.
    try Folder.make(folder.file("statistics.json/x"))
    #expect(throws: FileError.self) {
      try ExperimentReport.write(try experiment(), to: folder.path, path: "")
    }
    #expect(try folder.read("report.html") == Array("old".utf8))
  }

  /// A program that fails, one that is killed, and one that is none cost the pixels and no more.
  @Test(arguments: [
    ("#!/bin/sh\necho out of paint >&2\nexit 3\n", ": out of paint."),
    ("#!/bin/sh\nkill -9 $$\n", ": it ended with the signal 9."), ("no program", "."),
  ])
  func aProgramThatDoesNotDrawIsNamed(_ text: String, _ end: String) throws {
    try folder.write(Array(text.utf8), to: "bin/rsvg-convert")
    chmod(folder.file("bin/rsvg-convert"), 0o755)
    let omissions = try ExperimentReport.write(
      try experiment(), to: folder.path, path: folder.file("bin"))
    #expect(omissions.count == 1)
    let start =
      "The plots were not written as PNG and PDF, because rsvg-convert fails on \(folder.path)/plots/"
    #expect(omissions[0].hasPrefix(start) && omissions[0].hasSuffix(end), "\(omissions)")
    #expect(!omissions[0].contains("Domain"))
    let plots = try FileManager.default.contentsOfDirectory(atPath: folder.file("plots"))
    #expect(plots.count == 2 && plots.allSatisfy { $0.hasSuffix(".svg") })
    #expect(try !folder.read("report.html").isEmpty)
  }
}
