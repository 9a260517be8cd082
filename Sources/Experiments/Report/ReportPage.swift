import CentralizeOptions

/// The page `report.html`: one file that opens without a network, a script or a font of its own.
struct ReportPage {
  let experiment: Experiment
  let statistics: ExperimentStatistics
  let versions: RecordedVersions?
  /// Sections of others, which stand before the configuration.
  let sections: [ReportSection]

  /// The whole page.
  var html: String {
    let all = content
    let links = all.map { "<li><a href=\"#\($0.id)\">\(HTML.escaped($0.title))</a></li>" }
    let body = all.map { section in
      """
      <section aria-labelledby="\(section.id)">
      <h2 id="\(section.id)">\(HTML.escaped(section.title))</h2>
      \(section.html)
      </section>
      """
    }
    let title = HTML.escaped(experiment.name)
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
      style-src 'unsafe-inline'; img-src data:">
      <link rel="icon" href="data:,">
      <title>\(title)</title>
      <style>
      \(ReportStyle.css)
      </style>
      </head>
      <body>
      <header>
      <h1>\(title)</h1>
      <p class="lead">\(HTML.escaped(wording.summary))</p>
      <p class="faint">\(HTML.escaped(progress))</p>
      <nav aria-label="Sections"><ul>
      \(links.joined(separator: "\n"))
      </ul></nav>
      </header>
      <main>
      \(body.joined(separator: "\n"))
      </main>
      <footer><p>\(HTML.escaped(origin))</p></footer>
      </body>
      </html>

      """
  }

  var wording: Wording { Wording(statistics: statistics) }
  var tables: ResultTables { ResultTables(experiment, statistics) }

  private var content: [ReportSection] {
    [results, curves, accuracy, differences, speed, gap, chosen, byEpoch].compactMap { $0 }
      + sections + [configuration, method]
  }

  private var origin: String {
    let version = versions?.version ?? ProductVersion.current
    return
      "Made by centralize \(version) from the files of the runs; everything on this page can be "
      + "made again with 'centralize report'."
  }

  private var progress: String {
    let runs = experiment.cells.flatMap(\.arms).flatMap(\.runs)
    let finished = runs.count { $0.outcome == .finished }
    let open = runs.count { $0.outcome == .unfinished }
    let failed = runs.count - finished - open
    let cells = experiment.cells.count
    var parts = ["\(cells) \(cells == 1 ? "setting" : "settings")", "\(finished) finished runs"]
    if failed > 0 { parts.append("\(failed) failed") }
    if open > 0 { parts.append("\(open) still to come") }
    return parts.joined(separator: ", ") + "."
  }
}
