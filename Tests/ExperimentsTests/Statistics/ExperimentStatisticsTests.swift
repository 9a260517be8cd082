import RunRecords
import CentralizeOptions
import Experiments
import Foundation
import TestSupport
import Testing

struct ExperimentStatisticsTests {
  /// Six seeds that end at 0.5, with differences all above zero and unlike.
  private func sixSeeds(_ name: String = "", gain: Double = 0.1) throws -> Experiment.Cell {
    try cell(
      name, none: (0..<6).map { _ in [0.25, 0.5] },
      all: (0..<6).map { [0.25, 0.5 + gain + 0.001 * Double($0)] })
  }

  @Test func theLastEpochIsTheHeadline() throws {
    let statistics = ExperimentStatistics(
      Experiment(
        name: "",
        cells: [try cell(none: [[0.9, 0.5], [0.9, 0.25]], all: [[0.1, 0.75], [0.1, 1]])]))
    #expect(statistics.task.headline == Measure(rawValue: "testAccuracy"))
    let arms = statistics.cells[0].arms
    #expect(arms.map { $0.summary(.testAccuracy)?.mean } == [0.375, 0.875])
    let pair = try #require(statistics.cells[0].pairs.first)
    #expect(pair[.testAccuracy]?.differences == [0.25, 0.75])
    #expect((pair.reference, pair.other) == ("none", "all"))
  }

  @Test func pValuesAreCorrectedOverTheGrid() throws {
    let one = ExperimentStatistics(Experiment(name: "", cells: [try sixSeeds()]))
    #expect(one.cells[0].pairs[0][.testAccuracy]?.correctedPValue == 0.03125)
    #expect(one.cells[0].pairs[0][.testAccuracy]?.verdict == .higher)
    let two = ExperimentStatistics(
      Experiment(name: "", cells: [try sixSeeds("a"), try sixSeeds("b", gain: -0.2)]))
    for cell in two.cells {
      #expect(cell.pairs[0][.testAccuracy]?.test?.pValue == 0.03125)
      #expect(cell.pairs[0][.testAccuracy]?.correctedPValue == 0.0625)
      #expect(cell.pairs[0][.testAccuracy]?.verdict == .noDifferenceShown)
    }
    #expect(two.tests(of: .testAccuracy) == 2)
  }

  @Test func theGapIsTestLessTraining() throws {
    let statistics = ExperimentStatistics(
      Experiment(name: "", cells: [try cell(none: [[0.5], [0.25]], all: [[0.75], [0.75]])]))
    // The test loss is 1 and the training loss 1 less the accuracy, so the gap is the accuracy.
    #expect(statistics.cells[0].arms.map { $0.summary(.lossGap)?.mean } == [0.375, 0.75])
    #expect(statistics.cells[0].pairs[0][.lossGap]?.mean == 0.375)
  }

  @Test func failedRunsAreNamedAndTheirPairsLeftOut() throws {
    var cell = try cell(none: [[0.5], [0.5]], all: [[0.5], [0.75]])
    cell.arms[0].runs[0].outcome = .failed(reason: "the loss is nan")
    cell.arms[1].runs.append(run(2, [], outcome: .unfinished))
    let statistics = ExperimentStatistics(Experiment(name: "", cells: [cell]))
    #expect(statistics.cells[0].arms[0].failures.map(\.reason) == ["the loss is nan"])
    #expect(statistics.cells[0].arms[0].failures.map(\.seed) == [0])
    #expect(statistics.cells[0].arms[1].unfinished == 1)
    #expect(statistics.cells[0].pairs[0].seeds == [1])
    #expect(statistics.cells[0].pairs[0][.testAccuracy]?.differences == [0.25])
  }

  @Test func aCellWithoutPairsSaysNothing() throws {
    var cell = try cell(none: [[0.5]], all: [[0.5]])
    cell.arms[0].runs[0].outcome = .failed(reason: "")
    let pair = ExperimentStatistics(Experiment(name: "", cells: [cell])).cells[0].pairs[0]
    #expect(pair.seeds.isEmpty)
    #expect(pair.measures.isEmpty)
    #expect(pair.epochsToLevel.isEmpty)
  }

  @Test func theTrainingLossIsComparedByEpoch() throws {
    let pair = ExperimentStatistics(
      Experiment(
        name: "",
        cells: [try cell(none: [[0.25, 0.5], [0.25, 0.5]], all: [[0.5, 0.5], [0.75, 0.5]])])
    ).cells[0].pairs[0]
    #expect(pair.trainLossByEpoch.map(\.epoch) == [1, 2])
    #expect(pair.trainLossByEpoch.map(\.mean) == [-0.375, 0])
    #expect(pair.trainLossByEpoch[0].student?.contains(0) == true)
    #expect(pair.trainLossByEpoch[1].student == nil)
  }

  @Test func secondsAreThoseOfTrainingAndNotInTheFile() throws {
    var cell = try cell(none: [[0.25, 0.75]], all: [[0.75, 0.75]])
    cell.arms[0].runs[0].secondsPerEpoch = [10, 20]
    cell.arms[1].runs[0].secondsPerEpoch = [15, 15]
    let statistics = ExperimentStatistics(
      Experiment(name: "", cells: [cell]), levels: [.init(.testAccuracy, 0.5)])
    let given = try #require(statistics.cells[0].pairs[0].secondsToLevel.last)
    #expect(given.reference == [20])
    #expect(given.other == [15])
    #expect(!given.isReferenceEnd)
    let json = String(decoding: try JSONEncoder().encode(statistics), as: UTF8.self)
    #expect(!json.contains("seconds"))
    #expect(json.contains("epochsToLevel"))
  }

  @Test func theBestEpochIsChosenByValidation() throws {
    let cell = try cell(
      validation: 8, none: [[0.9, 0.5, 0.7]], all: [[0.5, 0.6, 0.7]],
      noneValidation: [[0.1, 0.8, 0.8]], allValidation: [[0.9, 0.1, 0.1]])
    let arms = ExperimentStatistics(Experiment(name: "", cells: [cell])).cells[0].arms
    // The first of equals, and not the one with the best test accuracy.
    #expect(arms.map { $0.bestEpoch?.epochs } == [[2], [1]])
    #expect(arms.map { $0.bestEpoch?.means["testAccuracy"] } == [0.5, 0.5])
    let without = try Experiment(name: "", cells: [sixSeeds()])
    #expect(ExperimentStatistics(without).cells[0].arms[0].bestEpoch == nil)
  }
}
