import RunRecords
import CentralizeOptions
import Experiments
import Foundation
import TestSupport
import Testing

struct ExperimentTests {
  private func run(
    _ seed: UInt64, _ accuracy: Double, _ outcome: Experiment.Outcome = .finished
  ) -> Experiment.Run {
    Experiment.Run(
      seed: seed, outcome: outcome, epochs: [metrics(1, trainLoss: 1, testAccuracy: accuracy)],
      secondsPerEpoch: [1.5])
  }

  private func cell() throws -> Experiment.Cell {
    let config = try configuration()
    return Experiment.Cell(
      name: "sgd", settings: [.init(option: "optimizer", value: "sgd")],
      arms: [
        .init(
          name: "none", config: config.withoutCentralization(),
          runs: [run(0, 0.5), run(1, 0.75, .failed(reason: "the loss is nan")), run(2, 0.25)]),
        .init(name: "all", config: config, runs: [run(2, 0.5), run(1, 1), run(0, 0.625)]),
      ])
  }

  @Test func comparesTheSeedsThatBothArmsFinished() throws {
    let comparison = try #require(try cell().comparison(of: "none", with: "all"))
    #expect(comparison.arms.map(\.name) == ["none", "all"])
    #expect(comparison.arms.map { $0.seeds.map(\.seed) } == [[0, 2], [0, 2]])
    // +0.125 and +0.25, seed by seed although the arms list them in other orders.
    let accuracy = try #require(comparison.paired.first { $0.metric.rawValue == "testAccuracy" })
    #expect(accuracy.mean == 0.1875)
  }

  @Test func thereIsNothingToCompareWithoutACommonSeed() throws {
    var cell = try cell()
    #expect(cell.comparison(of: "none", with: "convolutions") == nil)
    cell.arms[1].runs = [run(1, 1)]
    #expect(cell.comparison(of: "none", with: "all") == nil)
  }

  @Test func survivesItsFileButForTheTimes() throws {
    let experiment = Experiment(name: "small", cells: [try cell()])
    let data = try JSONEncoder().encode(experiment)
    var expected = experiment
    for arm in expected.cells[0].arms.indices {
      for run in expected.cells[0].arms[arm].runs.indices {
        expected.cells[0].arms[arm].runs[run].secondsPerEpoch = nil
      }
    }
    #expect(try JSONDecoder().decode(Experiment.self, from: data) == expected)
    #expect(!String(decoding: data, as: UTF8.self).contains("seconds"))
    #expect(String(decoding: data, as: UTF8.self).contains("\"formatVersion\":1"))
  }
}
