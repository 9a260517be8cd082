import RunRecords
import Files
import Foundation
import TestSupport
import Testing

@testable import EventFiles

struct EventFileTests {
  private let folder: TemporaryFolder
  private static let lines = [
    #"{"epoch":1,"formatVersion":1,"kind":"step","learningRate":0.1,"step":5,"trainLoss":2.25}"#,
    #"{"epoch":1,"formatVersion":1,"kind":"monitor","layers":[{"drift":0.5,"isPromised":true,"#
      + #""name":"fc.weight","tolerance":2}],"step":10}"#,
    #"{"epoch":1,"formatVersion":1,"kind":"epoch","learningRate":0.1,"step":12,"#
      + #""testAccuracy":0.5,"trainLoss":1.75}"#,
    #"{"epoch":2,"formatVersion":1,"kind":"step","learningRate":0.05,"step":15,"trainLoss":1.5}"#,
  ]
  private static let scalars: [EventReader.Scalar] = [
    .init("step/learningRate", 5, 0.1), .init("step/trainLoss", 5, 2.25),
    .init("monitor.drift/fc.weight", 10, 0.5), .init("monitor.tolerance/fc.weight", 10, 2),
    // An epoch has its number for a place.
    .init("epoch/learningRate", 1, 0.1), .init("epoch/testAccuracy", 1, 0.5),
    .init("epoch/trainLoss", 1, 1.75),
    .init("step/learningRate", 15, 0.05), .init("step/trainLoss", 15, 1.5),
  ]

  init() throws { folder = try TemporaryFolder() }

  private var path: String { folder.file(EventFile.name) }

  private func writeMetrics(_ text: String) throws {
    try folder.write(Array(text.utf8), to: "metrics.jsonl")
  }

  private var whole: String { Self.lines.map { $0 + "\n" }.joined() }

  /// Sets when a file was last written to, in seconds since 1970.
  private func setTime(_ seconds: Double, of name: String) throws {
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: seconds)], ofItemAtPath: folder.file(name))
  }

  @Test func aRecordHasItsLengthAndTwoChecksums() {
    // By tensorboard 2.21.0; the length is 10.
    #expect(
      TFRecord.framed(Array("centralize".utf8))
        == [10, 0, 0, 0, 0, 0, 0, 0, 0xAE, 0xA3, 0xBF, 0x3A] + Array("centralize".utf8)
        + [0x12, 0x07, 0x58, 0xAE])
  }

  /// The bytes of a message, put together by hand from the public field numbers.
  @Test func aMessageHasThePublicFieldNumbers() throws {
    let event = MetricsEvent(step: 300, wallTime: 2, scalars: [.init(tag: "a/b", value: 0.5)])
    let value: [UInt8] = [0x0A, 3] + Array("a/b".utf8) + [0x15, 0, 0, 0, 0x3F]
    let message: [UInt8] =
      [0x09, 0, 0, 0, 0, 0, 0, 0, 0x40, 0x10, 0xAC, 0x02, 0x2A, UInt8(value.count + 2), 0x0A]
      + [UInt8(value.count)] + value
    #expect(try event.record == TFRecord.framed(message))
  }

  @Test func aHistogramHasThePublicFieldNumbers() throws {
    let event = MetricsEvent(
      step: 1, wallTime: 2, scalars: [],
      distributions: [.init(tag: "a", values: try #require(Histogram([2, 2])))])
    func double(_ value: Double) -> [UInt8] {
      withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) }
    }
    var histogram: [UInt8] = []
    for (field, value) in [(1, 2), (2, 2), (3, 2), (4, 4), (5, 8)] as [(UInt8, Double)] {
      histogram += [field << 3 | 1] + double(value)
    }
    // Packed: the number of bytes, then the limit and the count.
    for (field, value) in [(6, 2), (7, 2)] as [(UInt8, Double)] {
      histogram += [field << 3 | 2, 8] + double(value)
    }
    let value = [0x0A, 1] + Array("a".utf8) + [0x2A, UInt8(histogram.count)] + histogram
    let message: [UInt8] =
      [0x09, 0, 0, 0, 0, 0, 0, 0, 0x40, 0x10, 1, 0x2A, UInt8(value.count + 2), 0x0A]
      + [UInt8(value.count)] + value
    #expect(try event.record == TFRecord.framed(message))
  }

  @Test func aHistogramCountsTheNumbersOfAllLayers() throws {
    let numbers: [(String, Double)] = [("a", 0), ("b", 3), ("c", 3), ("d", 0.05)]
    let layers = numbers.map {
      #"{"name":"\#($0.0)","drift":0,"gradientNorm":\#($0.1),"updateShare":1}"#
    }
    try writeMetrics(
      #"{"epoch":1,"formatVersion":1,"kind":"monitor","layers":[\#(layers.joined(separator: ","))],"step":7}"#
        + "\n")
    try EventFile.write(to: folder.path)
    let values = try EventReader.events(path).events.flatMap(\.summary.value)
    let histograms = values.compactMap { value -> (String, MessageHistogram)? in
      if case .histo(let histogram)? = value.value { (value.tag, histogram) } else { nil }
    }
    #expect(histograms.map(\.0) == ["monitor/gradientNorm", "monitor/updateShare"])
    let norms = try #require(histograms.first?.1)
    #expect(norms.min == 0 && norms.max == 3 && norms.num == 4)
    #expect(norms.sum == 6.05 && norms.sumSquares == 18.0025)
    #expect(norms.bucketLimit.count == 30 && norms.bucketLimit.last == 3)
    #expect(abs(norms.bucketLimit[0] - 0.1) < 1e-12)
    #expect(norms.bucket == [2] + [Double](repeating: 0, count: 28) + [2])
    // All shares are 1: one bucket, which ends there.
    #expect(histograms[1].1.bucketLimit == [1] && histograms[1].1.bucket == [4])
    #expect(try EventReader.scalars(path).count == 12)
  }

  @Test func holdsAllNumbersOfTheMetrics() throws {
    try writeMetrics(whole)
    #expect(try EventFile.write(to: folder.path))
    #expect(try EventReader.scalars(path) == Self.scalars)
  }

  @Test func isMadeAnewAndGoesOn() throws {
    try writeMetrics(whole)
    try EventFile.write(to: folder.path)
    // Killed in the middle of a record, and with lines behind the checkpoint.
    try AppendFile(path).truncate(to: try folder.read(EventFile.name).count - 3)
    #expect(throws: EventReader.Damaged.self) { try EventReader.scalars(path) }
    let before = try number()
    let file = try EventFile(continuing: folder.path) {
      try writeMetrics(Self.lines[0] + "\n")
    }
    #expect(try EventReader.scalars(path) == Array(Self.scalars[..<2]))
    for line in Self.lines[1...] {
      try file.append(try MetricsLine(Data(line.utf8), number: 1, of: "a log"))
    }
    #expect(try EventReader.scalars(path) == Self.scalars)
    // The same file as before: a TensorBoard may have it open.
    #expect(try number() == before)
  }

  /// The file's number in the file system.
  private func number() throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
  }

  @Test func aRunWithoutMetricsHasNone() throws {
    #expect(try !EventFile.write(to: folder.path))
    try writeMetrics("")
    #expect(try !EventFile.write(to: folder.path))
    #expect(!EventFile.exists(in: folder.path))
    _ = try EventFile(continuing: folder.path) {}
    #expect(EventFile.exists(in: folder.path))
    #expect(try EventReader.scalars(path) == [])
  }

  @Test func aLineThatWasCutOffIsLeftOut() throws {
    try writeMetrics(whole + #"{"epoch":2,"for"#)
    try EventFile.write(to: folder.path)
    #expect(try EventReader.scalars(path) == Self.scalars)
  }

  @Test(arguments: ["{}", #"{"kind":"step","step":1}"#, "[", #"{"kind":1,"epoch":1,"step":1}"#])
  func aLineThatIsNoneIsNamed(_ line: String) throws {
    try writeMetrics(Self.lines[0] + "\n" + line + "\n")
    let error = #expect(throws: FormatError.self) { try EventFile.write(to: folder.path) }
    #expect(
      error?.description.hasPrefix(
        "\(folder.file("metrics.jsonl")) cannot be understood: line 2 is not one of a run.") == true
    )
    #expect(!EventFile.exists(in: folder.path))
  }

  private func times() throws -> [Double] { try EventReader.events(path).events.map(\.wallTime) }

  @Test func timesAreThoseOfTheTimings() throws {
    try writeMetrics(whole)
    try folder.write(
      Array(
        """
        {"epochs": [{"epoch": 1, "trainingSeconds": 24, "evaluationSeconds": 6, "imagesPerSecond": 1}],
         "formatVersion": 1}
        """.utf8), to: "timings.json")
    try setTime(1_800_000_100, of: "timings.json")
    try setTime(1_800_000_200, of: "metrics.jsonl")
    try EventFile.write(to: folder.path)
    // 12 steps from 70 to 94, evaluated until 100; what comes after is not timed yet.
    #expect(try times().map { $0 - 1_800_000_000 } == [80, 80, 90, 100, 200])
  }

  @Test func timesThatNothingTellsAreThoseOfTheMetrics() throws {
    try writeMetrics(whole)
    try setTime(1_800_000_200, of: "metrics.jsonl")
    try EventFile.write(to: folder.path)
    #expect(try times().allSatisfy { $0 == 1_800_000_200 })
    // Cutting back changes the file, and not what was known of it.
    _ = try EventFile(continuing: folder.path) { try writeMetrics(Self.lines[0] + "\n") }
    #expect(try times() == [1_800_000_200, 1_800_000_200])
  }
}
