import RunRecords
import CentralizeOptions
import Testing

@testable import Experiments

/// Of a task whose metric is better when it is less, in words and levels.
struct OtherTaskTests {
  private let task = TaskDescription(
    name: "depth", lossUnit: "m²",
    metrics: [Metric("error", title: "absolute error", better: .less, unit: "m", digits: 3)])

  /// Six seeds of two epochs, with an error that one arm has less of in the end.
  private func experiment() throws -> Experiment {
    var cell = try cell(
      none: (0..<6).map { _ in [0.9, 0.5] },
      all: (0..<6).map { [0.9, 0.25 + 0.001 * Double($0)] })
    for arm in cell.arms.indices {
      for run in cell.arms[arm].runs.indices {
        for epoch in 0..<2 {
          let value = cell.arms[arm].runs[run].epochs[epoch].evaluated
            .removeValue(forKey: "testAccuracy")
          cell.arms[arm].runs[run].epochs[epoch].evaluated["testError"] = value
        }
      }
    }
    return Experiment(name: "depths", task: task, cells: [cell])
  }

  @Test func lessIsSaidInItsUnit() throws {
    let statistics = ExperimentStatistics(try experiment())
    let pair = try #require(statistics.cells[0].pairs.first)
    let wording = Wording(statistics: statistics)
    #expect(wording.summary == "Test absolute error is lower with all than with none.")
    #expect(
      wording.result(pair).grounds[0].hasPrefix(
        "Test absolute error after the last epoch, all less none: -0.247 m over 6 seeds; 95 % "
          + "interval -0.249 to -0.246 by Student's t"))
    let reached = try #require(pair.epochsToLevel.first { $0.measure == task.headline })
    // From 0.9 down to 0.2525 the other arm's mean passes 0.5 on the way.
    #expect(near(reached.referenceMean, 2) && near(reached.otherMean, 1 + 0.4 / 0.6475))
    #expect(
      wording.speed(reached, pair, unit: "epochs").hasPrefix(
        "The test absolute error of 0.500, where the mean of none ends, is reached"))
  }
}
