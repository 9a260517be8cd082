import Files
import Foundation
import RunRecords
import TestSupport
import Testing

struct MetricsReaderTests {
  private let folder: TemporaryFolder
  private var path: String { folder.file("metrics.jsonl") }

  init() throws { folder = try TemporaryFolder() }

  private func write(_ text: String) throws {
    try folder.write(Array(text.utf8), to: "metrics.jsonl")
  }

  private func append(_ text: String) throws {
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.seekToEnd()
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
  }

  @Test func aLogThatIsNotThereYetIsEmpty() throws {
    var log = MetricsReader(folder: folder.path)
    log.look()
    #expect(
      log.lines.epochs.isEmpty && log.lines.steps.isEmpty && log.state == nil && log.problem == nil)
    try write(stepLine(5))
    log.look()
    #expect(log.lines.steps.map(\.step) == [5])
  }

  @Test func aHalfWrittenLineCountsWhenItHasEnded() throws {
    var log = MetricsReader(folder: folder.path)
    let line = epochLine(1)
    for count in 1..<line.utf8.count {
      try write(stepLine(5) + line.prefix(count))
      log.look()
      #expect(log.lines.steps.count == 1 && log.lines.epochs.isEmpty && log.problem == nil)
    }
    try append("\n")
    log.look()
    #expect(log.lines.epochs.map(\.epoch) == [1] && log.lines.steps.count == 1)
  }

  @Test func onlyWhatWasAddedIsRead() throws {
    try write(stepLine(5) + "{\"kind\":\"monitor\",\"epoch\":1,\"step\":5,\"layers\":[]}\n")
    var log = MetricsReader(folder: folder.path)
    log.look()
    // In place and of the same length: who reads from the beginning sees it.
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.write(contentsOf: Data(stepLine(7).utf8))
    try file.close()
    try append(epochLine(1))
    log.look()
    #expect(log.lines.steps.map(\.step) == [5] && log.lines.epochs.count == 1)
  }

  @Test func aLogThatWasCutBackOrReplacedIsReadAnew() throws {
    try write(stepLine(5) + stepLine(10))
    var log = MetricsReader(folder: folder.path)
    log.look()
    try write(stepLine(5))
    log.look()
    #expect(log.lines.steps.map(\.step) == [5])
    try write(stepLine(6) + stepLine(7) + stepLine(8))
    log.look()
    #expect(log.lines.steps.map(\.step) == [6, 7, 8])
    try FileManager.default.removeItem(atPath: path)
    log.look()
    #expect(log.lines.steps.isEmpty && log.state == nil)
  }

  @Test func aLineThatIsNoneIsNamedAndLeftOut() throws {
    try write(stepLine(5) + "no line\n" + epochLine(1) + "{\"kind\":\"step\"}\n")
    var log = MetricsReader(folder: folder.path)
    log.look()
    #expect(log.lines.steps.count == 1 && log.lines.epochs.count == 1)
    #expect(
      log.problem?.description
        == "\(path) cannot be understood: line 2 is not one of a run. "
        + "Put the file back, or make the run again.")
  }

  @Test func aCountThatCannotBeIsDamage() throws {
    let line = stepLine(5)
    for (old, new) in [
      ("\"step\":5", "\"step\":\(Int.max)"), ("\"step\":5", "\"step\":-1"),
      ("\"epoch\":1", "\"epoch\":\(Int.max)"),
    ] {
      #expect(line.contains(old))
      for kind in ["step", "monitor"] {
        try write(
          line
            + line.replacing(old, with: new).replacing(
              "\"kind\":\"step", with: "\"kind\":\"\(kind)"))
        let error = #expect(throws: FormatError.self) { try MetricsReader.lines(in: folder.path) }
        #expect(error?.description.contains("line 2 is not one of a run") == true)
      }
    }
    try folder.write(
      Array(
        #"""
        {"formatVersion": 1, "epochs": [{"epoch": -9223372036854775808, "trainingSeconds": 1,
        "evaluationSeconds": 1, "imagesPerSecond": 1}]}
        """#.utf8), to: "timings.json")
    try write(epochLine(1))
    let lines = try MetricsReader.lines(in: folder.path)
    #expect(try RunTimes(folder: folder.path).times(of: lines).count == 1)
  }
}
