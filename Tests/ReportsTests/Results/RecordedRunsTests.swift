import CentralizeOptions
import Foundation
import RunRecords
import TestSupport
import Testing

@testable import Reports

/// What the recorder of the Python package writes is read here: `Python/tests/test_recorder.py` holds the
/// same files.
@Suite struct RecordedRunsTests {
  private let folder = Fixture.path("recorded")

  @Test func theExperimentIsRead() throws {
    let experiment = try ExperimentFolder(folder).read()
    #expect(experiment.name == "two arms" && experiment.task == .classification)
    let cell = try #require(experiment.cells.first)
    #expect(cell.label == "two arms")
    #expect(cell.arms.map(\.name) == ["without", "with"])
    #expect(cell.arms.allSatisfy { $0.config == nil })
    #expect(
      cell.arms[1].recorded == [
        "name": "two arms", "optimizer": "SGD", "centralization": "all",
      ])
    #expect(cell.arms[0].runs.map(\.seed) == [3, 4, 5])
    #expect(cell.arms[0].runs.map(\.outcome) == [.finished, .finished, .unfinished])
    #expect(cell.arms[1].runs[2].outcome == .failed(reason: "trainLoss was inf in epoch 3"))
    #expect(cell.arms[1].runs[0].secondsPerEpoch == [2, 2])
    let epoch = EpochMetrics(
      epoch: 2, step: 20, trainLoss: 0.875,
      evaluated: ["testLoss": 1.125, "testAccuracy": 0.796875], learningRate: 0.05)
    #expect(cell.arms[1].runs[0].epochs.last == epoch)
  }

  @Test func armsAreCompared() throws {
    let experiment = try ExperimentFolder(folder).read()
    let comparison = try #require(experiment.cells[0].comparison(of: "without", with: "with"))
    #expect(comparison.arms[0].seeds.map(\.seed) == [3, 4])
    let differences = comparison.paired.filter { $0.epoch == 2 }
    #expect(differences.map(\.metric.rawValue) == ["trainLoss", "testLoss", "testAccuracy"])
    #expect(differences.map(\.mean) == [-0.125, -0.125, 0.125])
  }

  @Test func theRunsAreRead() throws {
    let run = RunFolder(folder + "/with-3")
    let configuration = try run.configuration()
    #expect(run.isBegun && configuration == nil)
    #expect(try run.epochs().map(\.trainLoss) == [1.875, 0.875])
    #expect(try run.timings().map(\.imagesPerSecond) == [50, 50])
    #expect(try run.provenance()?.version == "gradient_centralization 0.1.0")
  }

  @Test func armsWithoutOptionsAreDamaged() throws {
    let arm = #"{"name": "with", "runs": []}"#
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Experiment.Arm.self, from: Data(arm.utf8))
    }
  }
}
