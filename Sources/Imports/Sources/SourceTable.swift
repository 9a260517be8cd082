/// What a file of metrics holds, whatever its format: rows of numbers under the names of columns.
package struct SourceTable: Hashable, Sendable {
  /// A row: what was logged at one time.
  package struct Row: Hashable, Sendable {
    /// Where it stands, as `line 7`.
    package var place: String
    /// The cells that are not empty, by column, as texts: those of other columns may be no numbers.
    package var cells: [String: String]

    package init(place: String, cells: [String: String]) {
      (self.place, self.cells) = (place, cells)
    }
  }

  /// The file, for messages.
  package var file: String
  /// The columns, in their order.
  package var columns: [String]
  package var rows: [Row]

  package init(file: String, columns: [String], rows: [Row]) {
    (self.file, self.columns, self.rows) = (file, columns, rows)
  }

  /// The number in a cell; `nil` for an empty one.
  ///
  /// - Throws: `ImportError.damaged` for something else. What stands for a number that is not finite, as
  ///   `nan`, is a number.
  func number(_ column: String, in row: Row) throws(ImportError) -> Double? {
    guard let text = row.cells[column] else { return nil }
    if let number = Double(text) { return number }
    throw .damaged(
      file: file, place: "\(row.place), column '\(column)'", expected: "a number",
      found: "'\(text)'")
  }
}
