/// Text in columns, two spaces apart, each as wide as its widest cell.
package struct TextColumns {
  package let lines: [String]

  /// The columns of rows with equally many cells; those of numbers stand below each other by their ends.
  package init(_ rows: [[String]], ofNumbers isOfNumbers: (Int) -> Bool = { _ in false }) {
    let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0
    }
    lines = rows.map { row in
      let cells = row.indices.map { column in
        let missing = String(repeating: " ", count: widths[column] - row[column].count)
        return isOfNumbers(column) ? missing + row[column] : row[column] + missing
      }
      return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
    }
  }

  package var text: String { lines.joined(separator: "\n") }
}
