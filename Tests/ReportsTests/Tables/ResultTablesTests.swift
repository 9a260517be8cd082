import ExperimentSupport
import Reports
import CentralizeOptions
import RunRecords
import Testing

struct ResultTablesTests {
  private func tables(_ cells: [Experiment.Cell]) -> ResultTables {
    let experiment = Experiment(name: "", cells: cells)
    return ResultTables(experiment, ExperimentStatistics(experiment))
  }

  @Test func theFirstTableHasARowForEachCell() throws {
    let table = tables([
      try cell("learning-rate-0.1", none: [[0.5], [0.75]], all: [[0.75], [0.75]]),
      try cell("steep", learningRate: 0.2, none: [[0.5]], all: [[1]]),
    ]).results
    #expect(
      table.columns.map(\.title) == [
        "experiment", "seeds", "without", "with GC (all)", "with GC (all) − without",
      ])
    // Of 50 and 75 the deviation is 25 / √2 = 17.68, and so is that of the differences 25 and 0.
    #expect(
      table.csv.split(separator: "\r\n").dropFirst() == [
        "learning rate 0.1,2,62.5,17.67766953,75,0,12.5,17.67766953",
        "steep,1,50,,100,,50,",
      ])
    #expect(
      table.notes == [
        "Mean ± standard deviation over the seeds; differences are taken seed by seed."
      ])
  }

  @Test func failedRunsStandBelowIt() throws {
    var cell = try cell(none: [[0.5], [0.75]], all: [[0.75], [0.75]])
    cell.arms[1].runs[1].outcome = .failed(reason: "the loss is nan")
    let table = tables([cell]).results
    #expect(table.rows[0][1] == .text("2 / 1"))
    #expect(table.notes.last == "resnet8, sgd, with GC (all), seed 1 failed: the loss is nan")
  }

  @Test func stepsThatWereLeftOutAreCounted() throws {
    var cell = try cell(none: [[0.5], [0.75]], all: [[0.75], [0.75]])
    for run in 0..<2 { cell.arms[1].runs[run].epochs[0].overflowedSteps = 2 + run }
    #expect(
      tables([cell]).results.notes.last
        == "Steps left out in fp16, since their gradients had overflowed: without 0, with GC (all) 5."
    )
  }

  @Test func earlyEndsAreToldWithTheEpochsOfEachArm() throws {
    var cell = try cell(
      validation: 10, none: [[0.5], [0.75, 0.75]], all: [[0.75, 0.8, 0.8], [0.75, 0.8, 0.8]])
    for arm in 0..<2 { cell.arms[arm].config?.evaluation.patience = 1 }
    let note = try #require(tables([cell]).results.notes.last)
    #expect(note.hasPrefix("Runs end by --patience"))
    #expect(note.contains("epochs made: without 1 to 2, with GC (all) 3. "))
    for arm in 0..<2 { cell.arms[arm].config?.evaluation.patience = nil }
    #expect(tables([cell]).results.notes.count == 1)
  }

  @Test func oneSeedIsSaidToBeOne() throws {
    let tables = tables([try cell(none: [[0.5]], all: [[0.75]])])
    #expect(tables.results.notes == ["One seed, so no deviation."])
    #expect(tables.differences.rows[0].contains(.text("one seed: not tested")))
    #expect(
      tables.differences.rows[0].contains(.spread(25, deviation: nil, digits: 2, isSigned: true)))
  }

  @Test func theDifferencesHaveARowForEachMeasure() throws {
    let table = tables([
      try cell(
        none: (0..<6).map { _ in [0.5] }, all: (0..<6).map { [0.6 + 0.001 * Double($0)] })
    ]).differences
    #expect(table.rows.count == 4)
    #expect(table.rows[0].starts(with: [.text("resnet8, sgd"), .text("with GC (all) − without")]))
    #expect(table.rows[0].contains(.text("higher")))
    // p, the lowest p that six seeds can give, and p corrected for no other: 2⁻⁵.
    #expect(table.rows[0].count { $0 == .significant(0.03125) } == 3)
    #expect(table.notes.contains { $0.contains("not reliable") })
  }

  @Test func epochsAndSpeedHaveTheirRows() throws {
    let tables = tables([try cell(none: [[0.25, 0.5]], all: [[0.5, 0.75]])])
    #expect(tables.epochs.rows.count == 2)
    #expect(
      tables.epochs.csv.split(separator: "\r\n").last == "\"resnet8, sgd\",2,0.5,,0.25,,50,,75,")
    // A training loss of 0.5 and an accuracy of 50 %, after one epoch and not two.
    #expect(
      tables.speed.csv.split(separator: "\r\n").dropFirst().map {
        $0.split(separator: "“without” ends,")[1]
      }
        == ["2,1,2,1 of 1,1 of 1,2", "2,1,2,1 of 1,1 of 1,2"])
    #expect(tables.all.map(\.name) == ["accuracy", "statistics", "epochs", "speed"])
  }

  @Test func ownLearningRatesAreATableWhereTheyWereLookedFor() throws {
    func one(_ rate: Double, _ validation: Double) throws -> Experiment.Cell {
      try cell(
        "\(rate)", learningRate: rate, validation: 8, none: [[0.5]], all: [[0.75]],
        noneValidation: [[validation]], allValidation: [[1 - validation]])
    }
    let tables = tables([try one(0.1, 0.25), try one(0.2, 0.5), try one(0.4, 0.75)])
    #expect(tables.all.map(\.name).last == "learning-rates")
    let table = try #require(tables.ownLearningRates)
    #expect(table.rows.count == 1)
    #expect(table.rows[0][3] == .significant(0.4))
    #expect(table.rows[0][5] == .significant(0.1))
  }
}
