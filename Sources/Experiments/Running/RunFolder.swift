public import CentralizeOptions
import Foundation

/// What lies in the folder of a run, read without libtorch.
public struct RunFolder {
  /// The path of the folder.
  public let path: String

  /// The folder at `path`, which need not be there.
  public init(_ path: String) { self.path = path }

  private var record: String { path + "/" + RunRecord.fileName }

  /// Whether a run was begun there.
  public var isBegun: Bool { FileManager.default.fileExists(atPath: record) }

  /// The run's options; `nil` where they cannot be read.
  public var configuration: RunConfiguration? {
    FileManager.default.contents(atPath: record).flatMap {
      try? JSONDecoder().decode(RunConfiguration.self, from: $0)
    }
  }

  /// What the run was made with; `nil` where that is not recorded.
  var provenance: Provenance? { Provenance(folder: path) }

  /// The metrics of each epoch that was ended; none where there is no log.
  ///
  /// - Throws: `ExperimentError.damaged` that names the file and the line.
  public func epochs() throws -> [EpochMetrics] {
    let path = path + "/metrics.jsonl"
    guard let data = FileManager.default.contents(atPath: path) else { return [] }
    let lines = data.split(separator: UInt8(ascii: "\n"))
    return try lines.enumerated().compactMap { index, line in
      // A run that was killed may have left a part of its last line.
      let isLast = index == lines.count - 1 && data.last != UInt8(ascii: "\n")
      guard let kind = try? JSONDecoder().decode(Kind.self, from: line) else {
        if isLast { return nil }
        throw ExperimentError.damaged(file: path, reason: "line \(index + 1) is not one of a run")
      }
      guard kind.kind == "epoch" else { return nil }
      guard let epoch = try? JSONDecoder().decode(EpochMetrics.self, from: line) else {
        throw ExperimentError.damaged(file: path, reason: "line \(index + 1) is not an epoch's")
      }
      return epoch
    }
  }

  private struct Kind: Codable { var kind: String }

  /// How long an epoch took.
  public struct EpochTiming: Codable, Hashable, Sendable {
    /// The number of the epoch, from 1.
    public var epoch: Int
    /// The seconds of its training.
    public var trainingSeconds: Double
    /// The seconds of its evaluation.
    public var evaluationSeconds: Double
    /// The training images per second.
    public var imagesPerSecond: Double
  }

  /// How long each epoch took; none where that is not known.
  public var timings: [EpochTiming] {
    struct Timings: Codable { var epochs: [EpochTiming] }
    guard let data = FileManager.default.contents(atPath: path + "/timings.json") else { return [] }
    return (try? JSONDecoder().decode(Timings.self, from: data).epochs) ?? []
  }
}
