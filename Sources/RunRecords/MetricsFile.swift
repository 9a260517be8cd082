import Foundation

/// The file `metrics.jsonl` of a run, as far as event files need it.
enum MetricsFile {
  static let name = "metrics.jsonl"

  /// The lines of the file in `folder`; none where there is no file.
  ///
  /// - Throws: `EventFileError.damaged` that names the file and the line.
  static func lines(in folder: String) throws(EventFileError) -> [MetricsLine] {
    let path = folder + "/" + name
    guard let data = FileManager.default.contents(atPath: path) else { return [] }
    let lineFeed = UInt8(ascii: "\n")
    // A run that was killed may have left a part of its last line.
    guard let end = data.lastIndex(of: lineFeed) else { return [] }
    var lines: [MetricsLine] = []
    for line in data[..<end].split(separator: lineFeed) {
      guard let line = try? JSONDecoder().decode(MetricsLine.self, from: line) else {
        throw .damaged(file: path, line: lines.count + 1)
      }
      lines.append(line)
    }
    return lines
  }
}
