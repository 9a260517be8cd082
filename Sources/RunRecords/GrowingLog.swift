import CentralizeOptions
import Foundation

/// The log of a run, `metrics.jsonl`, read while the run writes it.
///
/// Only what was added since the last look is read. A line counts when it has ended: the last one may
/// be half written. A log that was cut back, as resuming does, or replaced is read anew.
struct GrowingLog {
  /// A step that was logged.
  struct Step: Hashable, Sendable, Decodable {
    /// The number of the epoch, from 1.
    var epoch: Int
    /// The optimizer steps made so far.
    var step: Int
    /// The loss of the step's batches.
    var trainLoss: Double
  }

  /// The name of the file.
  static let fileName = "metrics.jsonl"

  /// The epochs that have ended.
  private(set) var epochs: [EpochMetrics] = []
  /// The steps that were logged.
  private(set) var steps: [Step] = []
  /// What is wrong with the log.
  private(set) var problem: String?
  /// The state in which it was read; `nil` where there is none.
  private(set) var state: FileState?

  private let path: String
  /// How many bytes of whole lines were read.
  private var bytesRead = 0
  /// How many lines they are.
  private var linesRead = 0
  /// The last of them, which stands where it stood as long as the file only grows.
  private var lastLine = Data()

  /// The log in the folder of a run, which need not be there.
  init(folder: String) { path = folder + "/" + Self.fileName }

  /// Reads what is new.
  mutating func look() {
    let now = FileState(path)
    guard now != state else { return }
    // Of before reading: what is written meanwhile is seen the next time.
    if now == nil { self = GrowingLog(path: path) }
    state = now
    guard now != nil, let file = FileHandle(forReadingAtPath: path) else { return }
    defer { try? file.close() }
    if let added = added(to: file) {
      read(added)
    } else {
      self = GrowingLog(path: path)
      state = now
      if let all = added(to: file) { read(all) }
    }
  }

  private init(path: String) { self.path = path }

  /// The bytes after those that were read; `nil` where the file does not begin with those.
  private func added(to file: FileHandle) -> Data? {
    let start = bytesRead - lastLine.count
    guard (try? file.seek(toOffset: UInt64(start))) != nil,
      let data = try? file.readToEnd() ?? Data(), data.starts(with: lastLine)
    else { return nil }
    return Data(data.dropFirst(lastLine.count))
  }

  private mutating func read(_ bytes: Data) {
    var rest = bytes[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      let line = rest[...end]
      bytesRead += line.count
      linesRead += 1
      lastLine = Data(line)
      rest = rest[(end + 1)...]
      if !take(lastLine) {
        problem = problem ?? "\(path) cannot be understood: line \(linesRead) is not one of a run."
      }
    }
  }

  private mutating func take(_ line: Data) -> Bool {
    struct Kind: Decodable { var kind: String }
    let decoder = JSONDecoder()
    guard let kind = try? decoder.decode(Kind.self, from: line).kind else { return false }
    switch kind {
    case "epoch":
      guard let epoch = try? decoder.decode(EpochMetrics.self, from: line) else { return false }
      epochs.append(epoch)
    case "step":
      guard let step = try? decoder.decode(Step.self, from: line) else { return false }
      steps.append(step)
    default: break
    }
    return true
  }
}
