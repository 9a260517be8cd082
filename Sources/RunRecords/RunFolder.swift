public import Settings
public import Files
import Foundation

/// What lies in the folder of a run, read without libtorch.
public struct RunFolder {
  /// The path of the folder.
  public let path: String

  /// The folder at `path`, which need not be there.
  public init(_ path: String) { self.path = path }

  private var record: String { path + "/" + RunFiles.record }

  /// Whether a run was begun there.
  public var isBegun: Bool { FileManager.default.fileExists(atPath: record) }

  /// The run's options; `nil` where they cannot be read.
  public func configuration() throws(FormatError) -> RunConfiguration? {
    do {
      return try JSONFile.read(record, known: RunRecord.formatVersion)
    } catch .damaged { return nil }
  }

  /// What the run was made with; `nil` where that is not recorded.
  public func provenance() throws(FormatError) -> Provenance? { try Provenance(folder: path) }

  /// The metrics of each epoch that was ended; none where there is no log.
  public func epochs() throws(FormatError) -> [EpochMetrics] {
    try MetricsReader.lines(in: path).epochs
  }

  /// How long each epoch took; none where that is not known.
  package func timings() throws(FormatError) -> [RunTimings.Epoch] {
    try RunTimings(folder: path).epochs
  }
}
