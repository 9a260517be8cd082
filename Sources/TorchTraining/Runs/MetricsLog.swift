import EventFiles
import Files
import RunRecords

/// The file `metrics.jsonl` of a run: a JSON object per line, `kind` saying which.
final class MetricsLog {
  private let file: AppendFile
  private let events: EventFile?

  /// Opens the log and cuts it back to its first `byteCount` bytes.
  ///
  /// - Parameters:
  ///   - folder: the folder of the run.
  ///   - byteCount: what is kept.
  ///   - hasEvents: whether all lines also go to a file for TensorBoard, made anew of those that stay.
  /// - Throws: `TrainingError.damaged` for a log that is shorter, `FormatError`, `FileError`.
  init(folder: String, keeping byteCount: Int, hasEvents: Bool = false) throws {
    let path = folder + "/" + RunFiles.metrics
    let file = try AppendFile(path)
    guard file.byteCount >= byteCount else {
      throw TrainingError.damaged(
        file: path,
        reason: "expected at least \(byteCount) bytes by the checkpoint, found \(file.byteCount)")
    }
    self.file = file
    let cutBack = { try file.truncate(to: byteCount) }
    if hasEvents {
      events = try EventFile(continuing: folder, cutBack: cutBack)
    } else {
      events = nil
      try cutBack()
    }
    // What the run cannot give at its end is refused before it begins.
    _ = try MetricsReader.lines(in: folder)
  }

  var byteCount: Int { file.byteCount }

  func append(_ metrics: StepMetrics) throws { try append(MetricsLine(metrics)) }
  func append(_ metrics: MonitorMetrics) throws { try append(MetricsLine(metrics)) }
  func append(_ metrics: EpochMetrics) throws { try append(MetricsLine(metrics)) }

  /// Waits until the lines are on the disk.
  func synchronize() throws { try file.synchronize() }

  private func append(_ line: MetricsLine) throws {
    try file.append(Array(line.json) + [UInt8(ascii: "\n")])
    try events?.append(line)
  }
}
