import Files
import Foundation
package import RunRecords

/// The event file of a run, which TensorBoard shows: the numbers of its metrics.
///
/// All that is in the file comes from `metrics.jsonl` but the times, so it can be made again at any
/// moment. It is always made from its beginning: what a kill has left of a record does not stay.
package final class EventFile {
  /// The name of the file: TensorBoard looks for `tfevents` in it.
  package static let name = "events.out.tfevents.0.centralize"

  private let file: AppendFile

  /// Whether the run in `folder` has such a file.
  package static func exists(in folder: String) -> Bool {
    FileManager.default.fileExists(atPath: path(in: folder))
  }

  /// Writes the file of a run that does not go on.
  ///
  /// - Returns: Whether there is one: not for a run without metrics.
  /// - Throws: `FormatError` for metrics that are damaged, `FileError`; `LockError` while it goes on.
  @discardableResult package static func write(to folder: String) throws -> Bool {
    if try MetricsReader.lines(in: folder).isEmpty { return false }
    let lock = try FolderLock(folder, leavesFile: false)
    defer { withExtendedLifetime(lock) {} }
    let lines = try MetricsReader.lines(in: folder)
    let bytes = try bytes(of: lines, try RunTimes(folder: folder))
    try AtomicFile.write(to: path(in: folder)) { file throws(FileError) in try file.append(bytes) }
    return true
  }

  /// Makes the file of a run that begins or goes on.
  ///
  /// It stays the same file, so that a TensorBoard that has it open sees it grow.
  ///
  /// - Parameters:
  ///   - folder: The folder of the run.
  ///   - cutBack: Cuts the metrics back to where the run goes on, which changes their time.
  /// - Throws: What `cutBack` throws, `FormatError` for metrics that are damaged, `FileError`.
  package init(continuing folder: String, cutBack: () throws -> Void) throws {
    let times = try RunTimes(folder: folder)
    try cutBack()
    let bytes = try Self.bytes(of: MetricsReader.lines(in: folder), times)
    file = try AppendFile(Self.path(in: folder))
    try file.truncate(to: 0)
    try file.append(bytes)
  }

  /// Adds what a new line of the metrics holds; it is there for others to read at once.
  package func append(_ line: MetricsLine) throws {
    try file.append(try line.event(at: Date().timeIntervalSince1970).record)
  }

  private static func path(in folder: String) -> String { folder + "/" + name }

  private static func bytes(of lines: [MetricsLine], _ times: RunTimes) throws -> [UInt8] {
    let times = times.times(of: lines)
    let beginning = try MetricsEvent.beginning(times.first ?? Date().timeIntervalSince1970)
    return try zip(lines, times).reduce(into: beginning) { bytes, pair in
      bytes += try pair.0.event(at: pair.1).record
    }
  }
}
