import Files
import Foundation
import RunRecords
import TestSupport
import Testing

@testable import EventFiles
@testable import Imports

/// What other programs leave, made by `Tests/Fixtures/imports/make_imports.py`.
struct SourceTests {
  private func epochs(
    _ path: String, _ given: [ImportedNumber: String] = [:], isInPercent: Bool = false
  ) throws -> [EpochMetrics] {
    let source = try Source(path)
    return try ImportedEpochs(
      source.table, ColumnMapping(given, of: source.table), isInPercent: isInPercent
    ).epochs
  }

  @Test(arguments: ["simple", "tensors"])
  func eventFilesOfPyTorch(_ kind: String) throws {
    let found = try epochs(Fixture.path("imports/\(kind).tfevents.1"))
    // 0.1 in single precision is read as what was meant.
    #expect(
      found == [
        EpochMetrics(
          epoch: 1, step: 3, trainLoss: 1.75, evaluated: ["testLoss": 1.5, "testAccuracy": 0.5],
          learningRate: 0.1),
        EpochMetrics(
          epoch: 2, step: 6, trainLoss: 1.125,
          evaluated: ["testLoss": 1.25, "testAccuracy": 0.625],
          learningRate: 0.1),
      ])
  }

  @Test func metricsOfLightning() throws {
    let found = try epochs(Fixture.path("imports/lightning.csv"))
    #expect(
      found == [
        EpochMetrics(
          epoch: 1, step: 2, trainLoss: 1.75,
          evaluated: ["validationLoss": 1.5, "validationAccuracy": 0.5], learningRate: 0.1),
        EpochMetrics(
          epoch: 2, step: 5, trainLoss: 1.125,
          evaluated: ["validationLoss": 1.25, "validationAccuracy": 0.625, "testAccuracy": 0.6875],
          learningRate: 0.05),
      ])
  }

  @Test func chartsOfWeightsAndBiases() throws {
    let found = try epochs(Fixture.path("imports/wandb"), isInPercent: true)
    #expect(found.map(\.evaluated) == [["validationAccuracy": 0.5], ["validationAccuracy": 0.625]])
    #expect(found.map(\.trainLoss) == [1.75, 1.125] && found.map(\.step) == [3, 6])
  }

  @Test func foldersOfEventFiles() throws {
    let folder = try TemporaryFolder()
    for (name, loss) in [("train", 2.0), ("validation", 3.0)] {
      let lines = try [1, 2].map { epoch in
        try MetricsLine(
          EpochMetrics(
            epoch: epoch, step: epoch, trainLoss: loss / Double(epoch), evaluated: [:],
            learningRate: 0))
      }
      let bytes = try lines.reduce(into: [UInt8]()) { $0 += try $1.event(at: 0).record }
      try Folder.make(folder.file(name))
      _ = try folder.write(bytes, to: name + "/events.out.tfevents.7.host")
    }
    let found = try epochs(
      folder.path,
      [.trainLoss: "train/epoch/trainLoss", .validationLoss: "validation/epoch/trainLoss"])
    #expect(found.map(\.trainLoss) == [2, 1])
    #expect(found.map(\.evaluated) == [["validationLoss": 3], ["validationLoss": 1.5]])
  }

  @Test func ownLogsAndLinesOfJSON() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      Array(
        """
        {"kind":"step","epoch":1,"step":1,"trainLoss":9}
        {"kind":"epoch","epoch":1,"step":4,"trainLoss":2,"testAccuracy":0.5,"learningRate":0.25}

        """.utf8), to: "metrics.jsonl")
    let found = try epochs(path)
    #expect(
      found == [
        EpochMetrics(
          epoch: 1, step: 4, trainLoss: 2, evaluated: ["testAccuracy": 0.5], learningRate: 0.25)
      ])
  }

  @Test(arguments: [
    ("a;b\n1;2\n", "semi.csv"), ("a\tb\n1\t2\n", "tab.tsv"),
    ("\u{FEFF}\"a\",b\r\n1,2\r\n", "mark.csv"),
  ])
  func separators(_ text: String, _ name: String) throws {
    let folder = try TemporaryFolder()
    let table = try Source(try folder.write(Array(text.utf8), to: name)).table
    #expect(table.columns == ["a", "b"] && table.rows.map(\.cells) == [["a": "1", "b": "2"]])
  }

  @Test func aCutOffEventFileEndsBeforeAndADamagedOneIsRefused() throws {
    let folder = try TemporaryFolder()
    var bytes = [UInt8](
      try WholeFile.read(Fixture.path("imports/simple.tfevents.1"), atMost: 1 << 20))
    let whole = try EventLog.scalars(of: Fixture.path("imports/simple.tfevents.1"))
    let cut = try folder.write(Array(bytes.dropLast(5)), to: "cut.tfevents")
    #expect(try EventLog.scalars(of: cut) == whole.dropLast())
    bytes[40] ^= 1
    let damaged = try folder.write(bytes, to: "damaged.tfevents")
    #expect {
      _ = try EventLog.scalars(of: damaged)
    } throws: {
      "\($0)".hasPrefix("\(damaged) cannot be understood: the checksum of record ")
    }
  }
}
