import Files

extension Table {
  /// The table in LaTeX, for the package booktabs.
  ///
  /// - Parameter label: What the document refers to it by, without `tab:`.
  /// - Returns: A `table` environment.
  package func latex(label: String) -> String {
    let alignment = columns.map { $0.kind == .text ? "l" : "r" }.joined()
    func line(_ cells: [String]) -> String { "    " + cells.joined(separator: " & ") + " \\\\" }
    let head = [
      "% Needs \\usepackage{booktabs}.", "\\begin{table}", "  \\centering",
      "  \\caption{\(Self.latex(caption))}", "  \\label{tab:\(label)}",
      "  \\begin{tabular}{\(alignment)}", "    \\toprule",
      line(columns.map { Self.latex($0.title) }), "    \\midrule",
    ]
    let body = rows.map { row in line(row.map { $0.text(in: .latex) }) }
    let tail =
      ["    \\bottomrule", "  \\end{tabular}"]
      + notes.map { "\n  \\smallskip{\\footnotesize \(Self.latex($0))}" } + ["\\end{table}"]
    return (head + body + tail).joined(separator: "\n") + "\n"
  }

  /// Text in which no character means anything to LaTeX.
  static func latex(_ text: String) -> String {
    text.unicodeScalars.map { special[$0] ?? ($0.isObeyed ? " " : String($0)) }.joined()
  }

  private static let special: [Unicode.Scalar: String] = [
    "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "$": "\\$", "&": "\\&", "#": "\\#",
    "_": "\\_", "%": "\\%", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
    "±": "$\\pm$", "−": "$-$", "×": "$\\times$", "–": "--", "<": "$<$", ">": "$>$",
    "†": "$^{\\dagger}$",
  ]
}

extension TableNotation {
  fileprivate static var latex: TableNotation {
    TableNotation(
      word: Table.latex, number: { "$\($0)$" }, spread: { "$\($0) \\pm \($1)$" },
      interval: { "$\($0)$ to $\($1)$" }, missing: "--")
  }
}
