import RunRecords
import TestSupport
import Testing

@testable import Imports

struct ImportedEpochsTests {
  private func table(_ columns: [String], _ rows: [[String]]) -> SourceTable {
    SourceTable(
      file: "x.csv", columns: columns,
      rows: rows.enumerated().map { index, fields in
        .init(
          place: "row \(index + 1)",
          cells: Dictionary(uniqueKeysWithValues: zip(columns, fields).filter { $1 != "" }))
      })
  }

  private func epochs(
    _ columns: [String], _ rows: [[String]], given: [ImportedNumber: String] = [:]
  ) throws -> ImportedEpochs {
    let table = table(columns, rows)
    return try ImportedEpochs(table, ColumnMapping(given, of: table))
  }

  private func sentence(
    _ columns: [String], _ rows: [[String]], given: [ImportedNumber: String] = [:]
  ) -> String {
    do {
      _ = try epochs(columns, rows, given: given)
      return "nothing is wrong"
    } catch { return "\(error)" }
  }

  @Test func epochsCountFromOne() throws {
    let found = try epochs(["epoch", "loss"], [["0", "2"], ["1", "1"]])
    #expect(found.countsFromZero && found.epochs.map(\.epoch) == [1, 2])
    #expect(try !epochs(["Epoch", "Loss"], [["1", "2"]]).countsFromZero)
  }

  @Test func theLastValueOfAnEpochCounts() throws {
    let found = try epochs(
      ["epoch", "loss", "test_acc"], [["1", "3", ""], ["1", "2", ""], ["1", "", "0.5"]])
    #expect(found.epochs.map(\.trainLoss) == [2])
    #expect(found.epochs.map(\.evaluated) == [["testAccuracy": 0.5]])
  }

  @Test func aNumberThatIsNotFiniteIsAFailure() throws {
    let found = try epochs(["epoch", "loss"], [["1", "2"], ["2", "nan"], ["3", "nan"]])
    #expect(found.epochs.count == 1 && found.failure == "trainLoss was nan in epoch 2")
  }

  @Test func whatIsWrongIsOneSentence() {
    #expect(
      sentence(["epoch", "loss"], [["1", "2"], ["3", "1"]])
        == "The epochs in x.csv are not whole: expected 2 after 1, found 3.")
    #expect(
      sentence(["epoch", "loss"], [["2", "2"]])
        == "The epochs in x.csv are not whole: expected 1 or 0 to be the first, found 2.")
    #expect(
      sentence(["epoch", "loss", "acc"], [["1", "2", ""], ["2", "", ""], ["3", "1", ""]])
        == "The epochs in x.csv are not whole: expected a training loss in epoch 2, found none in "
        + "column loss.")
    #expect(
      sentence(["epoch", "loss", "test_acc"], [["1", "2", "0.5"], ["2", "1", ""]])
        == "The epochs in x.csv are not whole: expected testAccuracy after the last epoch, 2, found none."
    )
    #expect(
      sentence(["epoch", "loss", "test_acc"], [["1", "2", "62.5"]])
        == "In x.csv, column test_acc, epoch 1: expected an accuracy in [0, 1], found 62.5; --percent "
        + "takes accuracies for percent.")
    #expect(
      sentence(["epoch", "loss"], [["1", "much"]])
        == "In x.csv, row 1, column 'loss': expected a number, found 'much'.")
    #expect(
      sentence(["epoch", "cost"], [["1", "2"]])
        == "In x.csv no column is known as that of --train-loss: name it, one of epoch, cost.")
    #expect(
      sentence(["epoch", "cost"], [["1", "2"]], given: [.trainLoss: "costs"])
        == "In x.csv there is no column 'costs' for --train-loss: expected one of epoch, cost.")
    #expect(
      sentence(["epoch", "loss", "train_loss"], [["1", "2", "2"]])
        == "In x.csv several columns may be that of --train-loss: name one of loss, train_loss.")
    #expect(
      sentence(["loss"], [])
        == "The epochs in x.csv are not whole: expected one or more, found none.")
  }
}
