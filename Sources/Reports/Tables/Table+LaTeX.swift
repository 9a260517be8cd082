import Files

extension Table {
  /// The table in LaTeX, for the package booktabs.
  ///
  /// One that is too wide for a page of the class `article` has titles of several lines, else is turned by a right
  /// angle with the package rotating, and if that is not enough comes in parts.
  ///
  /// - Parameter label: What the document refers to it by, without `tab:`; a second part adds `-2`.
  /// - Returns: A `table` environment, or one or more `sidewaystable`.
  package func latex(label: String) -> String {
    let layout = LaTeXLayout(self)
    let count = layout.parts.count
    let parts = layout.parts.enumerated().map { index, places in
      latex(
        places, layout, label: index == 0 ? label : "\(label)-\(index + 1)",
        part: count > 1 ? " (part \(index + 1) of \(count))" : "",
        notes: index == count - 1 ? notes : [])
    }
    return
      (["% Needs \\usepackage{\(layout.isRotated ? "booktabs,rotating" : "booktabs")}."] + parts)
      .joined(separator: "\n") + "\n"
  }

  private func latex(
    _ places: [Int], _ layout: LaTeXLayout, label: String, part: String, notes: [String]
  ) -> String {
    let environment = layout.isRotated ? "sidewaystable" : "table"
    let alignment = places.map { place in
      layout.hasBrokenWords[place]
        ? "p{\(Int(LaTeXLayout.wordsWidth))pt}" : columns[place].kind == .text ? "l" : "r"
    }.joined()
    func line(_ cells: [String]) -> String { "    " + cells.joined(separator: " & ") + " \\\\" }
    let titles = places.map { place -> String in
      let lines = layout.titles[place].map(Self.latex)
      let side = columns[place].kind == .text ? "l" : "r"
      return lines.count > 1
        ? "\\shortstack[\(side)]{\(lines.joined(separator: " \\\\ "))}" : lines.joined()
    }
    let head = [
      "\\begin{\(environment)}", "  \\centering",
      "  \\caption{\(Self.latex(caption + part))}", "  \\label{tab:\(label)}",
      "  \\begin{tabular}{\(alignment)}", "    \\toprule", line(titles), "    \\midrule",
    ]
    let body = rows.map { row in line(places.map { row[$0].text(in: .latex) }) }
    let tail =
      ["    \\bottomrule", "  \\end{tabular}"]
      + notes.map { "\n  \\smallskip{\\footnotesize \(Self.latex($0))}" }
      + ["\\end{\(environment)}"]
    return (head + body + tail).joined(separator: "\n")
  }

  /// Text in which no character means anything to LaTeX.
  static func latex(_ text: String) -> String {
    text.unicodeScalars.map { special[$0] ?? ($0.isObeyed ? " " : String($0)) }.joined()
  }

  private static let special: [Unicode.Scalar: String] = [
    "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "$": "\\$", "&": "\\&", "#": "\\#",
    "_": "\\_", "%": "\\%", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
    "±": "$\\pm$", "−": "$-$", "×": "$\\times$", "–": "--", "<": "$<$", ">": "$>$",
    "†": "$^{\\dagger}$", "÷": "$\\div$", "·": "$\\cdot$", "‖": "$\\|$", "∇": "$\\nabla$",
    "Φ": "$\\Phi$", "Σ": "$\\Sigma$", "β": "$\\beta$", "λ": "$\\lambda$", "ᵀ": "$^{\\top}$",
    "⁰": "$^{0}$", "²": "$^{2}$", "₂": "$_{2}$", "“": "``", "”": "''", "…": "\\dots{}",
  ]
}

extension TableNotation {
  fileprivate static var latex: TableNotation {
    TableNotation(
      word: Table.latex, number: { "$\($0)$" }, spread: { "$\($0) \\pm \($1)$" },
      interval: { "$\($0)$ to $\($1)$" }, missing: "--")
  }
}
