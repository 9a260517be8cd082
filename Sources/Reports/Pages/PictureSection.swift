import Files
import Foundation
import RunRecords

/// Pictures of what came out, side by side: what is right, and what the run of each arm makes of it.
struct PictureSection {
  /// An example: the truth, then that of each arm, as the bytes of PNG files.
  private typealias Row = [Data]

  private let groups: [(title: String, labels: [String], rows: [Row])]
  /// The most settings with pictures on the page.
  private static let mostCells = 4

  /// Those of the lowest seed of which all arms of a cell have some.
  ///
  /// - Parameters:
  ///   - experiment: The results, with arms by the names of their folders.
  ///   - folder: Where the runs lie.
  init(_ experiment: Experiment, in folder: String) {
    groups = experiment.cells.lazy.compactMap { cell in
      let seeds = Set(cell.arms.flatMap(\.runs).map(\.seed)).sorted()
      for seed in seeds {
        let runs = cell.arms.map {
          folder + "/" + ExperimentFiles.run(of: seed, arm: $0.name, cell: cell.name)
        }
        let rows = Self.rows(runs)
        if rows.isEmpty { continue }
        let title = (experiment.cells.count > 1 ? "\(cell.label), seed " : "Seed ") + "\(seed)"
        return (title, ["truth"] + cell.labelled.arms.map(\.name), rows)
      }
      return nil
    }.prefix(Self.mostCells).map { $0 }
  }

  /// Those of a single run.
  init(of run: String) {
    let rows = Self.rows([run])
    groups = rows.isEmpty ? [] : [("", ["truth", "found"], rows)]
  }

  private static func rows(_ runs: [String]) -> [Row] {
    guard let first = runs.first else { return [] }
    var rows: [Row] = []
    while true {
      let number = rows.count + 1
      let paths =
        [first + "/" + RunFiles.picture(of: .truth, number)]
        + runs.map { $0 + "/" + RunFiles.picture(of: .found, number) }
      let row = paths.compactMap { FileManager.default.contents(atPath: $0) }
      if row.count < paths.count { return rows }
      rows.append(row)
    }
  }

  /// The section; `nil` where there are no pictures.
  var section: ReportSection? {
    if groups.isEmpty { return nil }
    return ReportSection(
      id: "pictures", title: "Test images",
      html: groups.map(Self.html).joined(separator: "\n")
        + "\n<p class=\"note\">What is surer than ½ is drawn. These are the first test images with "
        + "objects, and nobody chose them.</p>")
  }

  private static func html(_ title: String, _ labels: [String], _ rows: [Row]) -> String {
    let head = labels.map { "<th scope=\"col\">\(HTML.escaped($0))</th>" }.joined()
    let body = rows.enumerated().map { index, row in
      let cells = zip(labels, row).map { label, bytes in
        let words = HTML.escaped("Test image \(index + 1): \(label)")
        return "<td><img alt=\"\(words)\" src=\"data:image/png;base64,"
          + "\(bytes.base64EncodedString())\"></td>"
      }
      return "<tr>\(cells.joined())</tr>"
    }
    return (title.isEmpty ? "" : "<h3>\(HTML.escaped(title))</h3>\n")
      + "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Test images\">\n<table class=\"pictures\">\n<thead><tr>\(head)</tr>"
      + "</thead>\n<tbody>\n\(body.joined(separator: "\n"))\n</tbody>\n</table>\n</div>"
  }
}
