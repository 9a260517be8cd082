import CentralizeOptions
import EventFiles
import Files
import Foundation

/// The file `metrics.jsonl` of a run: a JSON object per line, `kind` saying which.
final class MetricsLog {
  static let fileName = "metrics.jsonl"
  static let formatVersion = 1

  private let path: String
  private let file: AppendFile
  private let events: EventFile?

  /// Opens the log and cuts it back to its first `byteCount` bytes.
  ///
  /// - Parameters:
  ///   - folder: the folder of the run.
  ///   - byteCount: what is kept.
  ///   - hasEvents: whether all lines also go to a file for TensorBoard, made anew of those that stay.
  /// - Throws: `TrainingError.damaged` for a log that is shorter, `EventFileError`, `FileError`.
  init(folder: String, keeping byteCount: Int, hasEvents: Bool = false) throws {
    let path = folder + "/" + Self.fileName
    let file = try AppendFile(path)
    guard file.byteCount >= byteCount else {
      throw TrainingError.damaged(
        file: path,
        reason: "expected at least \(byteCount) bytes by the checkpoint, found \(file.byteCount)")
    }
    (self.path, self.file) = (path, file)
    let cutBack = { try file.truncate(to: byteCount) }
    if hasEvents {
      events = try EventFile(continuing: folder, cutBack: cutBack)
    } else {
      events = nil
      try cutBack()
    }
  }

  var byteCount: Int { file.byteCount }

  func append(_ metrics: StepMetrics) throws { try append("step", metrics) }
  func append(_ metrics: MonitorMetrics) throws { try append("monitor", metrics) }
  func append(_ metrics: EpochMetrics) throws { try append("epoch", metrics) }

  /// Waits until the lines are on the disk.
  func synchronize() throws { try file.synchronize() }

  /// The lines of kind `epoch`.
  func epochs() throws -> [EpochMetrics] {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return try text.split(separator: "\n").compactMap { line in
      let data = Data(line.utf8)
      try checkFormat(data, of: path, known: Self.formatVersion)
      guard try JSONDecoder().decode(Kind.self, from: data).kind == "epoch" else { return nil }
      return try JSONDecoder().decode(EpochMetrics.self, from: data)
    }
  }

  private struct Kind: Codable {
    var formatVersion = MetricsLog.formatVersion
    var kind: String
  }

  private func append(_ kind: String, _ metrics: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let line = try encoder.encode(Line(kind: Kind(kind: kind), metrics: metrics))
    try file.append(Array(line) + [UInt8(ascii: "\n")])
    try events?.append(line)
  }

  /// A line: the fields of both in one object.
  private struct Line<Metrics: Encodable>: Encodable {
    let kind: Kind
    let metrics: Metrics

    func encode(to encoder: any Encoder) throws {
      try kind.encode(to: encoder)
      try metrics.encode(to: encoder)
    }
  }
}
