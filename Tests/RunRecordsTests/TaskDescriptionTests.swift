import RunRecords
import CentralizeOptions
import Foundation
import Testing

struct TaskDescriptionTests {
  private let task = TaskDescription(
    name: "depth", lossUnit: "m²",
    metrics: [
      Metric("error", title: "absolute error", better: .less, unit: "m", digits: 3),
      Metric("within", title: "share within 1 m", better: .more, unit: "%", digits: 1),
    ])

  @Test func measuresHaveTheNamesOfTheLog() {
    #expect(
      TaskDescription.classification.compared.map(\.rawValue) == [
        "testAccuracy", "trainLoss", "testLoss", "lossGap", "validationAccuracy", "validationLoss",
      ])
    #expect(
      TaskDescription.classification.recorded.map(\.rawValue) == [
        "trainLoss", "validationLoss", "validationAccuracy", "testLoss", "testAccuracy",
      ])
    #expect(
      task.compared.map(\.rawValue) == [
        "testError", "trainLoss", "testLoss", "lossGap", "testWithin", "validationError",
        "validationWithin", "validationLoss",
      ])
    let plain = TaskDescription(name: "density", metrics: [])
    #expect(
      plain.compared.map(\.rawValue) == ["testLoss", "trainLoss", "lossGap", "validationLoss"])
  }

  @Test func aMeasureIsShownAsItsMetric() {
    let shown = task[task.headline]
    #expect(shown.tableTitle == "test absolute error in m" && shown.better == .less)
    #expect(shown.sentence(0.12345) == "test absolute error 0.123")
    let share = task[Measure(task.metrics[1], on: .validation)]
    #expect(share.columnTitle == "validation share within 1 m %")
    #expect(share.sentence(0.875) == "validation share within 1 m 87.5 %")
    #expect(task[.lossGap].title == "test loss − training loss")
  }

  @Test func classificationIsLeftOutOfFiles() throws {
    struct Record: Codable, Equatable { var task: TaskDescription }
    let encoder = JSONEncoder()
    #expect(try encoder.encode(Record(task: .classification)) == Data("{}".utf8))
    for record in [Record(task: .classification), Record(task: task)] {
      #expect(try JSONDecoder().decode(Record.self, from: encoder.encode(record)) == record)
    }
  }

  @Test func anEpochIsALineOfNumbers() throws {
    let line =
      #"{"epoch":2,"learningRate":0.5,"step":8,"testError":0.25,"testLoss":2,"trainLoss":3}"#
    let metrics = try JSONDecoder().decode(EpochMetrics.self, from: Data(line.utf8))
    #expect(metrics.evaluated == ["testError": 0.25, "testLoss": 2])
    #expect(Measure.lossGap.value(of: metrics) == -1)
    #expect(task.headline.value(of: metrics) == 0.25)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(String(decoding: try encoder.encode(metrics), as: UTF8.self) == line)
    let whole =
      #"{"epoch":1,"formatVersion":1,"kind":"epoch","learningRate":0.1,"skippedImages":3,"step":4,"#
      + #""testAccuracy":0.5,"trainLoss":2}"#
    let old = try JSONDecoder().decode(EpochMetrics.self, from: Data(whole.utf8))
    #expect(old.evaluated == ["testAccuracy": 0.5] && old.skippedImages == 3)
  }
}
