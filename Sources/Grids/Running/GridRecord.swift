import Reports
import CentralizeOptions
package import Files
import RunRecords

/// The file `grid.json` in the folder of a grid: all its runs, and the fingerprint of each one's
/// options.
package struct GridRecord: Codable, Hashable, Sendable {
  /// The format that this version writes; newer ones are refused.
  package static let formatVersion = 1

  package private(set) var formatVersion = Self.formatVersion
  package var grid: Grid
  /// The SHA-256 of each run's options, by the run's folder.
  package var fingerprints: [String: String]

  package init(_ grid: Grid) {
    self.grid = grid
    let pairs = grid.runs.map { ($0.folder, $0.configuration.fingerprint) }
    fingerprints = Dictionary(pairs) { first, _ in first }
  }

  /// Reads the record in `folder`; `nil` where there is none.
  package init?(folder: String) throws(FormatError) {
    let path = folder + "/" + ExperimentFiles.grid
    func damaged(_ reason: String) -> FormatError {
      .damaged(file: path, reason: reason, remedy: Experiment.remedy)
    }
    let found: Self?
    do throws(FormatError) {
      found = try JSONFile.read(path, known: Self.formatVersion)
    } catch .damaged(_, let reason, _) {
      throw damaged("it is not the record of a grid: \(reason)")
    }
    guard let found else { return nil }
    self = found
    guard grid.isPossible else {
      throw damaged(
        "a grid has cells of two arms or more, each of a name of its own, and up to \(Grid.mostRuns) runs"
      )
    }
    guard (try? grid.runs.forEach { try $0.configuration.validate() }) != nil else {
      throw damaged("it is not the record of a grid")
    }
    guard fingerprints == Self(grid).fingerprints else {
      throw damaged("its options and their fingerprints differ, so it was changed by hand")
    }
  }

  /// Writes the record into `folder`.
  package func write(to folder: String) throws {
    try JSONFile.write(self, to: folder + "/" + ExperimentFiles.grid)
  }
}
