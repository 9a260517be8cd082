extension Table {
  /// The table in HTML, in a box that scrolls by itself where the window is narrow.
  ///
  /// The first column heads the rows where it is text.
  /// Of very many rows the first and the last are shown.
  ///
  /// - Parameter title: The title of a column that is left out.
  /// - Returns: An element, and below it one for each note.
  package func html(without title: String? = nil) -> String {
    if let index = columns.firstIndex(where: { $0.title == title }) {
      var rest = self
      rest.columns.remove(at: index)
      for row in rows.indices { rest.rows[row].remove(at: index) }
      return rest.html()
    }
    let head = columns.map { column in
      "<th scope=\"col\"\(column.kind.attribute)>\(HTML.escaped(column.title))</th>"
    }
    let isWhole = rows.count <= 2 * Self.mostRows
    let shown = isWhole ? rows : rows.prefix(Self.mostRows) + rows.suffix(Self.mostRows)
    let body = shown.map { row in
      let cells = zip(columns, row).enumerated().map { index, cell in
        let (column, value) = cell
        let text = value.text(in: .html)
        return index == 0 && column.kind == .text
          ? "<th scope=\"row\">\(text)</th>"
          : "<td\(text.count > 40 ? " class=\"long\"" : column.kind.attribute)>\(text)</td>"
      }
      return "<tr>" + cells.joined() + "</tr>"
    }
    let cut =
      isWhole
      ? []
      : [
        "Of \(rows.count) rows the first and the last \(Self.mostRows) are shown here; the files of the "
          + "runs and of the report have all."
      ]
    let notes = (cut + self.notes).map { "<p class=\"note\">\(HTML.escaped($0))</p>" }
    return """
      <div class="scroll" role="region" tabindex="0" aria-label="\(HTML.escaped(caption))"><table>
      <caption>\(HTML.escaped(caption))</caption>
      <thead><tr>\(head.joined())</tr></thead>
      <tbody>
      \(body.joined(separator: "\n"))
      </tbody>
      </table></div>
      \(notes.joined(separator: "\n"))
      """
  }

  private static let mostRows = 500
}

extension Table.Kind {
  fileprivate var attribute: String { self == .text ? "" : " class=\"number\"" }
}

extension TableNotation {
  fileprivate static var html: TableNotation {
    func number(_ digits: String) -> String { digits.replacing("-", with: "−") }
    return TableNotation(
      word: HTML.escaped, number: number, spread: { "\(number($0))\u{A0}±\u{A0}\($1)" },
      interval: { "\(number($0)) to\u{A0}\(number($1))" }, missing: "–")
  }
}
