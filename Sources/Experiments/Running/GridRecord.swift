import CentralizeOptions
public import Files
import RunRecords

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
    let pairs = grid.runs.map { ($0.folder, $0.configuration.fingerprint) }
    fingerprints = Dictionary(pairs) { first, _ in first }
  }

  /// Reads the record in `folder`; `nil` where there is none.
  ///
  /// - Throws: `FormatError` for a record that is damaged, newer, or was changed by hand.
  public init?(folder: String) throws(FormatError) {
    let path = folder + "/" + ExperimentFiles.grid
    func damaged(_ reason: String) -> FormatError {
      .damaged(file: path, reason: reason, remedy: Experiment.remedy)
    }
    let found: Self?
    do throws(FormatError) {
      found = try JSONFile.read(path, known: Self.formatVersion)
    } catch .damaged {
      throw damaged("it is not the record of a grid")
    }
    guard let found else { return nil }
    self = found
    guard (try? grid.runs.forEach { try $0.configuration.validate() }) != nil else {
      throw damaged("it is not the record of a grid")
    }
    guard !grid.cells.isEmpty, !grid.seeds.isEmpty, fingerprints == Self(grid).fingerprints else {
      throw damaged("its options and their fingerprints differ, so it was changed by hand")
    }
  }

  /// Writes the record into `folder`.
  func write(to folder: String) throws {
    try JSONFile.write(self, to: folder + "/" + ExperimentFiles.grid)
  }
}
