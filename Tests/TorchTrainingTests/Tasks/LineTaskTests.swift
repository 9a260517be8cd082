import Watching
import RunRecords
import CentralizeOptions
import EngineProtocol
import Reports
import Foundation
import Settings
import TaskSupport
import TestSupport
import Testing
import Torch
import TorchNN

@testable import TorchTraining

/// A task of a program's own trains, resumes, is compared and reported like classification.
struct LineTaskTests {
  private let folder: TemporaryFolder
  private static let files = [
    "config.json", "last.safetensors", "metrics.jsonl", "weights.safetensors",
  ]

  init() throws { folder = try TemporaryFolder() }

  private func options(seed: Int = 0) throws -> RunConfiguration {
    try configuration {
      $0[.epochs] = 3
      $0[.seed] = seed.optionValue
      $0[.momentum] = 0.5
      $0[.schedule] = "constant"
    }
  }

  @discardableResult
  private func run(
    _ name: String, _ configuration: RunConfiguration, resume: Bool = false,
    stop: @escaping () -> Bool = { false }
  ) throws -> [EpochMetrics] {
    try Run(
      configuration, in: folder.file(name), task: LineTask(), resume: resume, isInterrupted: stop
    ).run()
  }

  private func contents(_ run: String) throws -> [[UInt8]] {
    try Self.files.map { try folder.read("\(run)/\($0)") }
  }

  @Test func trainsAndResumesToTheBit() throws {
    let options = try options().withoutCentralization()
    let epochs = try run("whole", options)
    let errors = epochs.compactMap { $0.evaluated["testError"] }
    #expect(epochs.count == 3 && errors.count == 3 && errors[2] < errors[0] / 2)
    #expect(epochs.allSatisfy { $0.evaluated.count == 4 }, "loss and error of two parts")
    for last in [1, 4, 6] {
      var steps = 0
      #expect(throws: TrainingError.self) {
        try run("stopped-\(last)", options) {
          steps += 1
          return steps == last
        }
      }
      #expect(try run("stopped-\(last)", options, resume: true) == epochs)
      #expect(try contents("stopped-\(last)") == contents("whole"), "stopped after step \(last)")
    }
  }

  @Test func isLookedAtOnItsWay() throws {
    try run("line", options())
    let training = try LandscapeTraining(
      LandscapeRequest(options(), every: 4), task: LineTask())
    let found = try training.run()
    #expect(found.points.map(\.step) == [4, 8, 12] && found.failure == nil)
    #expect(found.shifts.map(\.name) == ["weight"])
    let weights = try SafetensorsFile(folder.file("line/weights.safetensors"))
    let end = try #require(training.trainer.model.stateDict.first { $0.name == "weight" })
    #expect(isBitIdentical(end.tensor, try #require(weights["weight"])))
  }

  @Test func isNotTakenUpAsAnotherTask() throws {
    try run("line", options())
    try folder.writeSmallImages()
    let error = #expect(throws: TrainingError.self) {
      _ = try Run(configuration(data: folder.path), in: folder.file("line"), resume: true)
    }
    #expect(
      error
        == .otherTask(folder: folder.file("line"), found: "line", expected: "classification"))
  }

  /// Two arms of two seeds, as files.
  private func experiment() throws -> Experiment {
    func arm(_ name: String, _ change: (RunConfiguration) -> RunConfiguration) throws
      -> Experiment.Arm
    {
      let runs = try (0..<2).map { seed in
        Experiment.Run(
          seed: UInt64(seed), outcome: .finished,
          epochs: try run("\(name)-\(seed)", change(options(seed: seed))))
      }
      return .init(name: name, config: change(try options()), runs: runs)
    }
    let experiment = Experiment(
      name: "lines", task: LineTask().about,
      cells: [
        .init(
          name: "", settings: [],
          arms: [
            try arm("none") { $0.withoutCentralization() }, try arm("all") { $0 },
          ])
      ])
    try folder.write(Array(try JSONEncoder().encode(experiment)), to: "experiment.json")
    return experiment
  }

  @Test func isComparedAndReported() throws {
    let made = try experiment()
    let read = try ExperimentFolder(folder.path).read()
    #expect(read.task == made.task && read.cells[0].arms[0].runs[0].epochs.count == 3)
    try ExperimentReport.write(read, to: folder.path, path: "")
    func text(_ file: String) throws -> String {
      String(decoding: try folder.read(file), as: UTF8.self)
    }
    let page = try text("report.html")
    for expected in [
      "Training loss and test absolute error", "Test absolute error in m after the last epoch",
      "in m of the epoch with the lowest validation absolute error", "test absolute error (m)",
      "training loss (m²)",
    ] { #expect(page.contains(expected), "\(expected)") }
    let table = try text("tables/error.md")
    #expect(table.firstMatch(of: /\| \d\.\d{3} ± \d\.\d{3} \| [+-]\d\.\d{3} ± \d\.\d{3} \|/) != nil)
    let statistics = try text("statistics.json")
    #expect(statistics.contains("\"measure\" : \"testError\""))
    let plots = try FileManager.default.contentsOfDirectory(atPath: folder.file("plots")).sorted()
    #expect(plots == ["test-absolute-error.svg", "training-loss.svg"])
    for file in ["report.html", "statistics.json", "tables/error.md", "tables/statistics.md"] {
      #expect(try !text(file).lowercased().contains("accuracy"), "\(file)")
    }
    #expect(made.tables.contains("test absolute error\n"))
  }

  @Test func theBestIsTheLeast() throws {
    let experiment = try experiment()
    let arm = ExperimentStatistics(experiment).cells[0].arms[1]
    let best = experiment.cells[0].arms[1].runs.compactMap { run in
      run.epochs.min {
        $0.evaluated["validationError"] ?? 9 < $1.evaluated["validationError"] ?? 9
      }
    }
    #expect(arm.bestEpoch?.epochs == best.map(\.epoch))
    let mean = best.compactMap { $0.evaluated["testError"] }.reduce(0, +) / 2
    #expect(abs((arm.bestEpoch?.means["testError"] ?? 9) - mean) < 1e-12)
  }

  @Test func theGrowingPageShowsItsMetric() throws {
    try run("line", options())
    let page = try GrowingReport(folder.file("line")).page().html
    #expect(page.contains("test absolute error</th>"))
    #expect(!page.lowercased().contains("accuracy"))
  }
}
