import Statistics
import RunRecords
import CentralizeOptions

extension ReportPage {
  /// The verdict of every pair, with the sentences that it rests on.
  var results: ReportSection {
    let items = zip(experiment.cells, statistics.cells).flatMap { cell, numbers in
      numbers.pairs.map { pair -> String in
        let result = wording.result(pair)
        let verdict = pair[task.headline]?.verdict
        let isShown = verdict == .higher || verdict == .lower
        let title = "\(cell.label): \(pair.other) against \(pair.reference)"
        return """
          <li\(isShown ? " class=\"shown\"" : "")>
          <h3>\(HTML.escaped(title))</h3>
          <p class="verdict">\(HTML.escaped(result.verdict))</p>
          \(paragraphs(result.grounds))
          </li>
          """
      }
    }
    let shown = items.prefix(Self.mostDescribed).joined(separator: "\n")
    return ReportSection(
      id: "results", title: "What came out",
      html: "<ul class=\"verdicts\">\n\(shown)\n</ul>"
        + Self.rest(of: items.count, "comparisons", shown: Self.mostDescribed))
  }

  /// The curves of the paper's figures 3 and 4, two plots for each cell.
  var curves: ReportSection? {
    let cells = experiment.cells.prefix(Self.mostPlotted).compactMap { cell -> String? in
      let entries = CurvePlots.entries(of: cell, task)
      if entries.isEmpty { return nil }
      let figures = entries.map { "<figure>\n\($0.plot.svg(.page, id: $0.name))\n</figure>" }
      return "<div class=\"figures\">\n\(figures.joined(separator: "\n"))\n</div>"
    }
    if cells.isEmpty { return nil }
    let note =
      "<p class=\"note\">The mean over the finished runs; the band reaches one standard deviation to "
      + "both sides. The \(trainLoss.title) is the mean over an epoch, while the weights change; the "
      + "\(HTML.escaped(headline.title)) is measured after it.</p>"
    return ReportSection(
      id: "curves", title: "\(trainLoss.title.capitalizedFirst) and \(headline.title)",
      html: cells.joined(separator: "\n") + "\n" + note
        + Self.rest(of: experiment.cells.count, "settings", shown: Self.mostPlotted))
  }

  /// The table 1 of the paper.
  var table: ReportSection {
    ReportSection(
      id: (task.metrics.first ?? task.loss).name, title: headline.title.capitalizedFirst,
      html: shown(tables.results))
  }

  var differences: ReportSection? {
    let all = tables.differences
    if all.rows.isEmpty { return nil }
    let name = Table.Value.text(headline.columnTitle)
    let table = Table(
      caption: "Differences of the \(headline.title) after the last epoch, taken seed by seed",
      columns: all.columns.filter { $0.title != "measure" },
      rows: all.rows.filter { $0.contains(name) }.map { $0.filter { $0 != name } },
      notes: all.notes)
    let rest = Table(
      caption: "Differences of the other measures after the last epoch, taken seed by seed",
      columns: all.columns, rows: all.rows.filter { !$0.contains(name) })
    return ReportSection(
      id: "differences", title: "Differences",
      html: shown(table)
        + "\n<details><summary>The other measures</summary>\n\(shown(rest))\n</details>")
  }

  /// How much sooner a level is reached, in epochs and in seconds.
  var speed: ReportSection? {
    guard !tables.speed.rows.isEmpty else { return nil }
    let sentences = zip(experiment.cells, statistics.cells).flatMap { cell, numbers in
      numbers.pairs.flatMap { pair in
        experiment.cells.count > 1
          ? [] : pair.epochsToLevel.map { wording.speed($0, pair, unit: "epochs") }
      }
    }
    let seconds = tables.speed(inSeconds: true)
    let timed =
      seconds.rows.isEmpty
      ? ""
      : "\n"
        + shown(
          Table(
            caption: seconds.caption, columns: seconds.columns, rows: seconds.rows,
            notes: [
              "Seconds are of this machine, without evaluation, and differ between equal runs."
            ]))
    return ReportSection(
      id: "speed", title: "Speed of training",
      html: paragraphs(sentences) + "\n" + shown(tables.speed) + timed)
  }

  /// The train–test gap.
  var gap: ReportSection? {
    let lines = zip(experiment.cells, statistics.cells).flatMap { cell, numbers in
      numbers.pairs.compactMap { pair in
        wording.gap(pair).map { experiment.cells.count > 1 ? "\(cell.label): \($0)" : $0 }
      }
    }
    if lines.isEmpty { return nil }
    let note =
      "The \(trainLoss.title) is the mean over the last epoch's steps, while the weights changed: somewhat "
      + "larger than that of the final weights, for both arms alike, so the gaps look smaller than "
      + "they are."
    return ReportSection(
      id: "gap", title: "From training to test",
      html: paragraphs(Array(lines.prefix(Self.mostDescribed)))
        + Self.rest(of: lines.count, "comparisons", shown: Self.mostDescribed)
        + "\n<p class=\"note\">\(HTML.escaped(note))</p>")
  }

  /// What is said where not all are shown.
  private static func rest(of count: Int, _ what: String, shown: Int) -> String {
    count <= shown
      ? ""
      : "\n<p class=\"note\">Of \(count) \(what) the first \(shown) are shown here; the files in tables/ "
        + "and plots/ have all.</p>"
  }

  /// A table of the page: where there is one cell, without the column that names it in each row.
  package func shown(_ table: Table) -> String {
    table.html(without: experiment.cells.count == 1 ? "experiment" : nil)
  }

  func paragraphs(_ sentences: [String]) -> String {
    sentences.map { "<p>\(HTML.escaped($0.replacing(" -", with: " −")))</p>" }
      .joined(separator: "\n")
  }
}
