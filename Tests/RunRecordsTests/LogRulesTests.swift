import EventFiles
import Files
import RunRecords
import TestSupport
import Testing

/// Whoever reads a log reads the same in it, or refuses it with the same words.
struct LogRulesTests {
  /// One who reads `metrics.jsonl`.
  enum Reader: CaseIterable {
    /// `compare`, `report` and the end of a run.
    case wholeLog
    /// The page that is watched, which goes on with what it can read.
    case growingLog
    /// TensorBoard.
    case eventFile

    /// The number of epochs in the log of a run.
    func epochs(in folder: TemporaryFolder) throws -> Int {
      switch self {
      case .wholeLog: return try RunFolder(folder.path).epochs().count
      case .growingLog:
        var log = MetricsReader(folder: folder.path)
        log.look()
        if let problem = log.problem { throw problem }
        return log.lines.epochs.count
      case .eventFile:
        guard try EventFile.write(to: folder.path) else { return 0 }
        let scalars = try EventReader.scalars(folder.file(EventFile.name))
        return scalars.count { $0.tag == "epoch/trainLoss" }
      }
    }
  }

  private static let newer = #"{"epoch":2,"formatVersion":99,"kind":"epoch","step":20}"# + "\n"

  /// Logs, with the number of epochs in them or what is said of them.
  static let logs: [(log: String, epochs: Int?, words: String)] = [
    ("", 0, ""),
    (stepLine(5) + epochLine(1) + epochLine(2), 2, ""),
    // Whole, but for its end: it may be the first half of a longer number.
    (String((epochLine(1) + epochLine(2)).dropLast()), 1, ""),
    (epochLine(1) + epochLine(2).prefix(30), 1, ""),
    (epochLine(1) + "no line\n" + epochLine(2), nil, "line 2 is not one of a run"),
    (epochLine(1) + "\n", nil, "line 2 is not one of a run"),
    (epochLine(1) + #"{"epoch":2,"kind":"epoch","step":20}"# + "\n", nil, "line 2"),
    (epochLine(1) + #"{"epoch":2,"kind":"step"}"# + "\n", nil, "line 2"),
    (epochLine(1) + #"{"epoch":1,"kind":"weather","step":3}"# + "\n" + epochLine(2), 2, ""),
    (epochLine(1) + newer, nil, "has formatVersion 99"),
    (#"{"formatVersion":99}"# + "\n" + epochLine(1), nil, "has formatVersion 99"),
  ]

  @Test(arguments: Reader.allCases, logs.indices)
  func areTheSameForAll(_ reader: Reader, _ index: Int) throws {
    let (log, epochs, words) = Self.logs[index]
    let folder = try TemporaryFolder()
    try folder.write(Array(log.utf8), to: RunFiles.metrics)
    if let epochs {
      #expect(try reader.epochs(in: folder) == epochs)
    } else {
      let error = #expect(throws: FormatError.self) { try reader.epochs(in: folder) }
      #expect(error?.description.contains(words) == true, "\(String(describing: error))")
      #expect(error?.description.hasPrefix(folder.file(RunFiles.metrics)) == true)
    }
  }
}
