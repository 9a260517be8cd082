import Files
import RunRecords
import CentralizeOptions
import TestSupport
import Testing

@testable import TorchTraining

struct MetricsLogTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func epoch(_ number: Int) -> EpochMetrics {
    EpochMetrics(
      epoch: number, step: number * 4, trainLoss: 0.5,
      evaluated: ["testLoss": 0.25, "testAccuracy": 0.75], learningRate: 0.1)
  }

  private func text() throws -> String {
    String(decoding: try folder.read("metrics.jsonl"), as: UTF8.self)
  }

  @Test func isALinePerStepAndEpoch() throws {
    let log = try MetricsLog(folder: folder.path, keeping: 0)
    try log.append(StepMetrics(epoch: 1, step: 2, trainLoss: 1.5, learningRate: 0.125))
    try log.append(epoch(1))
    #expect(
      try text() == """
        {"epoch":1,"formatVersion":1,"kind":"step","learningRate":0.125,"step":2,"trainLoss":1.5}
        {"epoch":1,"formatVersion":1,"kind":"epoch","learningRate":0.1,"step":4,\
        "testAccuracy":0.75,"testLoss":0.25,"trainLoss":0.5}

        """)
    #expect(log.byteCount == (try text()).utf8.count)
    #expect(try MetricsReader.lines(in: folder.path).epochs == [epoch(1)])
  }

  @Test func isCutBackToTheCheckpoint() throws {
    var log = try MetricsLog(folder: folder.path, keeping: 0)
    try log.append(epoch(1))
    let kept = log.byteCount
    try log.append(epoch(2))
    try log.append(StepMetrics(epoch: 3, step: 9, trainLoss: 1, learningRate: 1))
    log = try MetricsLog(folder: folder.path, keeping: kept)
    #expect(try MetricsReader.lines(in: folder.path).epochs == [epoch(1)])
    try log.append(epoch(7))
    #expect(try MetricsReader.lines(in: folder.path).epochs == [epoch(1), epoch(7)])
  }

  @Test func isCutBackInTheMiddleOfALine() throws {
    let line = #"{"epoch":1,"kind":"monitor","step":1}"# + "\n"
    try folder.write(Array("\(line){\"half".utf8), to: "metrics.jsonl")
    let log = try MetricsLog(folder: folder.path, keeping: line.utf8.count)
    #expect(try text() == line)
    #expect(log.byteCount == line.utf8.count)
  }

  @Test func mustHaveWhatTheCheckpointSays() throws {
    try folder.write(Array("{}\n".utf8), to: "metrics.jsonl")
    #expect(
      throws: TrainingError.damaged(
        file: folder.file("metrics.jsonl"),
        reason: "expected at least 100 bytes by the checkpoint, found 3")
    ) { try MetricsLog(folder: folder.path, keeping: 100) }
  }

  @Test func ofANewerVersionIsRefused() throws {
    try folder.write(Array("{\"formatVersion\":2,\"kind\":\"era\"}\n".utf8), to: "metrics.jsonl")
    #expect(
      throws: FormatError.newer(file: folder.file("metrics.jsonl"), found: 2, known: 1)
    ) { try MetricsReader.lines(in: folder.path) }
  }

  @Test func timingsOfANewerVersionAreRefused() throws {
    try folder.write(Array("{\"formatVersion\":3}".utf8), to: "timings.json")
    #expect(
      throws: FormatError.newer(file: folder.file("timings.json"), found: 3, known: 1)
    ) { try RunTimings(folder: folder.path, before: 2) }
  }

  @Test func timingsOfEpochsThatAreMadeAgainAreForgotten() throws {
    var timings = try RunTimings(folder: folder.path, before: 1)
    for epoch in 1...3 {
      timings.epochs.append(
        .init(epoch: epoch, trainingSeconds: 1, imagesPerSecond: 2, evaluationSeconds: 3))
    }
    try timings.write(to: folder.path)
    #expect(try RunTimings(folder: folder.path, before: 3).epochs.map(\.epoch) == [1, 2])
  }
}
