import EventFiles

extension SourceTable {
  /// The column that holds the step of a row of an event file.
  static let step = "step"

  /// The numbers of event files of TensorBoard, a row for each step.
  ///
  /// A file that was begun later wins where two say the same of a step: a run that was taken up again.
  ///
  /// - Parameters:
  ///   - paths: The files in the order in which they were begun, each with what is put before its tags.
  ///   - folder: What is named in messages.
  /// - Throws: `FileError`, `FormatError` for what is no event file.
  init(events paths: [(path: String, prefix: String)], of folder: String) throws {
    var (columns, known): ([String], Set<String>) = ([], [])
    var rows: [Int: [String: String]] = [:]
    for (path, prefix) in paths {
      for reading in try EventLog.scalars(of: path) {
        let column = prefix + reading.tag
        if known.insert(column).inserted { columns.append(column) }
        // The shortest text of the single precision, which is what was meant.
        rows[reading.step, default: [Self.step: "\(reading.step)"]][column] = reading.text
      }
    }
    self.init(
      file: folder, columns: known.contains(Self.step) ? columns : [Self.step] + columns,
      rows: rows.sorted { $0.key < $1.key }.map { Row(place: "step \($0.key)", cells: $0.value) })
  }
}
