import Files

extension Table {
  /// The table in Markdown, with its caption above and its notes below.
  package var markdown: String {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    let rule = columns.map { $0.kind == .text ? ":---" : "---:" }.joined(separator: "|")
    let lines =
      ["**\(Self.markdown(caption))**", "", line(columns.map { Self.markdown($0.title) })]
      + ["|" + rule + "|"] + rows.map { row in line(row.map { $0.text(in: .markdown) }) }
    return (lines + notes.flatMap { ["", Self.markdown($0)] }).joined(separator: "\n") + "\n"
  }

  /// Text in which no character means anything to Markdown.
  static func markdown(_ text: String) -> String {
    // Scalar by scalar: a bar may be one character with what follows it.
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if "\\`*_[]<>|#".unicodeScalars.contains(scalar) { escaped.append("\\") }
      escaped.append(scalar.isObeyed ? " " : scalar)
    }
    return String(escaped)
  }
}

extension TableNotation {
  fileprivate static var markdown: TableNotation {
    TableNotation(
      word: Table.markdown, number: { $0 }, spread: { "\($0) ± \($1)" },
      interval: { "\($0) to \($1)" }, missing: "–")
  }
}
