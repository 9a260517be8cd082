import Reports

/// Text in columns.
struct TextColumns: CustomStringConvertible {
  let rows: [[String]]

  /// A table of a head and rows with as many cells.
  init(_ head: [String], _ rows: [[String]]) {
    self.init([head] + rows)
  }

  /// A table of rows with equally many cells.
  init(_ rows: [[String]]) {
    self.rows = rows
  }

  var description: String {
    let widths = (rows.first ?? []).indices.map { column in
      rows.map { $0[column].count }.max() ?? 0
    }
    return rows.map { row in
      zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.count)
      }
      .joined(separator: "  ").trimmingSpaces()
    }
    .joined(separator: "\n")
  }
}

extension String {
  /// This text without spaces at its end.
  fileprivate func trimmingSpaces() -> String {
    String(reversed().drop { $0 == " " }.reversed())
  }
}
