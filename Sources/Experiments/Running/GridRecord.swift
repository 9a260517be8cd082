public import CentralizeOptions
import Digests
import Files
import Foundation

/// The file `grid.json` in the folder of a grid: all its runs, and the fingerprint of each one's
/// options.
public struct GridRecord: Codable, Hashable, Sendable {
  /// The format that this version writes; newer ones are refused.
  public static let formatVersion = 1

  /// The format of the file.
  public private(set) var formatVersion = Self.formatVersion
  /// The runs.
  public var grid: Grid
  /// The SHA-256 of each run's options, by the run's folder.
  public var fingerprints: [String: String]

  /// The record of a grid.
  public init(_ grid: Grid) {
    self.grid = grid
    let pairs = grid.runs.map { ($0.folder, Self.fingerprint($0.configuration)) }
    fingerprints = Dictionary(pairs) { first, _ in first }
  }

  /// Reads the record in `folder`; `nil` where there is none.
  ///
  /// - Throws: `ExperimentError` for a record that is damaged, newer, or was changed by hand.
  public init?(folder: String) throws {
    let path = folder + "/" + RunRecord.gridFileName
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    struct Header: Codable { var formatVersion: Int }
    if let found = try? JSONDecoder().decode(Header.self, from: data).formatVersion,
      found > Self.formatVersion
    {
      throw ExperimentError.newerFormat(file: path, found: found, known: Self.formatVersion)
    }
    do {
      self = try JSONDecoder().decode(Self.self, from: data)
      for run in grid.runs { try run.configuration.validate() }
    } catch {
      throw ExperimentError.damaged(file: path, reason: "it is not the record of a grid")
    }
    guard !grid.cells.isEmpty, !grid.seeds.isEmpty, fingerprints == Self(grid).fingerprints else {
      throw ExperimentError.damaged(
        file: path, reason: "its options and their fingerprints differ, so it was changed by hand")
    }
  }

  /// Writes the record into `folder`.
  func write(to folder: String) throws {
    try ResultFile.write(self, to: folder + "/" + RunRecord.gridFileName)
  }

  /// The SHA-256 of a run's options in 64 hexadecimal digits.
  public static func fingerprint(_ configuration: RunConfiguration) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Options that passed their checks always encode.
    return (try? encoder.encode(configuration)).flatMap { SHA256.digits(of: $0) } ?? ""
  }
}

/// JSON files of results.
enum ResultFile {
  /// Writes a value as the file at `path`: sorted and indented, so that equal values are equal bytes.
  static func write(_ value: some Encodable, to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let text = String(decoding: try encoder.encode(value), as: UTF8.self)
    try AtomicFile.write(text + "\n", to: path)
  }
}
