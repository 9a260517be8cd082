package import Files
import Foundation

/// Reads the log of a run, `metrics.jsonl`, also again and again while the run writes it.
///
/// All that read a log read it by these rules:
/// - A line counts when it has ended, with a line feed. What stands behind the last line feed is being
///   written, or was cut off by a kill: it does not count yet, whole JSON or half, and is no error.
/// - A line is a JSON object with `kind`, `epoch` and `step`; one of the kind `epoch` holds an
///   `EpochMetrics`, one of the kind `step` a `StepMetrics`, and other kinds are taken as they are. One
///   that is none of this is damaged, wherever it stands: the error names the file and the line.
/// - A line whose `formatVersion` is newer is refused, and the error says so.
/// - Only what was added since the last look is read. A log that does not begin with what was read, since
///   it was cut back, as resuming does, or replaced, is read anew.
/// - Where there is no file, there are no lines.
package struct MetricsReader {
  package private(set) var lines: [MetricsLine] = []
  /// What is wrong with the first line that could not be read.
  package private(set) var problem: FormatError?
  /// The state in which the file was read; `nil` where there is none.
  package private(set) var state: FileState?

  private let path: String
  /// How many bytes of ended lines were read.
  private var bytesRead = 0
  private var linesRead = 0
  /// The last of them with its line feed, which stands where it stood as long as the file only grows.
  private var lastLine = Data()

  package init(folder: String) { path = folder + "/" + RunFiles.metrics }

  /// The lines of the log in `folder`.
  package static func lines(in folder: String) throws(FormatError) -> [MetricsLine] {
    var reader = MetricsReader(folder: folder)
    reader.look()
    if let problem = reader.problem { throw problem }
    return reader.lines
  }

  package mutating func look() {
    let now = FileState(path)
    guard now != state else { return }
    if now == nil { self = MetricsReader(path: path) }
    // Looked at again where it cannot be opened now, for want of descriptors for example.
    guard now != nil, let file = FileHandle(forReadingAtPath: path) else { return }
    defer { try? file.close() }
    // Of before reading: what is written meanwhile is seen the next time.
    state = now
    if let added = added(to: file) {
      read(added)
    } else {
      self = MetricsReader(path: path)
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
      lastLine = Data(rest[...end])
      bytesRead += lastLine.count
      linesRead += 1
      rest = rest[(end + 1)...]
      do throws(FormatError) {
        lines.append(try MetricsLine(lastLine.dropLast(), number: linesRead, of: path))
      } catch { problem = problem ?? error }
    }
  }
}
