import Foundation

/// Refuses JSON of a newer version of this program.
///
/// - Throws: `TrainingError.newerFormat` that names the file at `path`.
func checkFormat(_ json: Data, of path: String, known: Int) throws(TrainingError) {
  struct Header: Decodable { var formatVersion: Int }
  guard let found = try? JSONDecoder().decode(Header.self, from: json).formatVersion,
    found > known
  else { return }
  throw .newerFormat(file: path, found: found, known: known)
}
