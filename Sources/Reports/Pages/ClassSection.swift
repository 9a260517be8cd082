import Foundation
import Settings
import RunRecords

/// How well each class is told apart, and what it is taken for.
struct ClassSection {
  private let groups: [(name: String, title: String, classes: ClassAccuracies)]
  private let accuracy: Metric
  /// The most settings on the page, and the most classes of a matrix.
  private static let (mostCells, mostClasses) = (4, 20)

  /// Those of an experiment, with arms by the names of their folders.
  ///
  /// - Throws: `FormatError` for a damaged file of a run.
  init(_ experiment: Experiment, in folder: String) throws {
    accuracy = experiment.task[experiment.task.headline]
    groups = try experiment.cells.compactMap { cell in
      try ClassAccuracies(cell, in: folder).map { (cell.name, cell.label, $0) }
    }
  }

  /// Those of a single run.
  init(of run: String, _ task: TaskDescription, named name: String) throws {
    accuracy = task[task.headline]
    let confusion = try ClassConfusion(folder: run)
    groups =
      confusion.flatMap { ClassAccuracies([.init(name: name, runs: [$0])]) }
      .map { [("", "", $0)] } ?? []
  }

  private func table(_ group: (name: String, title: String, classes: ClassAccuracies)) -> Table {
    group.classes.table(
      accuracy,
      caption: "\(accuracy.title.capitalizedFirst) by class after the last epoch, in %"
        + (groups.count > 1 ? ": \(group.title)" : ""))
  }

  /// The tables, each of a cell.
  var tables: [ResultTables.Entry] {
    groups.map { group in
      .init(
        name: ([group.name].filter { !$0.isEmpty }.map { $0.safeInNames } + ["classes"])
          .joined(separator: "-"), table: table(group))
    }
  }

  /// The section; `nil` where no run says what it took for what.
  var section: ReportSection? {
    if groups.isEmpty { return nil }
    return ReportSection(
      id: "classes", title: "Class by class",
      html: groups.prefix(Self.mostCells).map { group in
        let table = table(group).html()
        guard group.classes.classCount <= Self.mostClasses else { return table }
        let matrices = group.classes.arms.map { Self.html(group.classes, $0) }
        return table + "\n<details><summary>What was taken for what</summary>\n"
          + matrices.joined(separator: "\n") + "\n</details>"
      }.joined(separator: "\n"))
  }

  /// A matrix whose cells are the darker, the larger their share of the row.
  private static func html(_ classes: ClassAccuracies, _ arm: ClassAccuracies.Arm) -> String {
    let matrix = classes.matrix(of: arm)
    let names = (0..<classes.classCount).map { HTML.escaped(classes.name(of: $0)) }
    let head = names.map { "<th scope=\"col\">\($0)</th>" }.joined()
    let rows = matrix.enumerated().map { label, row in
      let sum = max(row.reduce(0, +), 1)
      let cells = row.map { count -> String in
        let share = Int((100 * count / sum).rounded())
        let digits = count == count.rounded() ? 0 : 1
        let text = count == 0 ? "" : String(format: "%.\(digits)f", count)
        return "<td class=\"number\" style=\"--share:\(share)%\">\(text)</td>"
      }
      return "<tr><th scope=\"row\">\(names[label])</th>\(cells.joined())</tr>"
    }
    let caption =
      "Test images of each class (rows) by what they were taken for (columns): \(arm.name)"
      + (arm.runs.count > 1 ? ", mean of \(arm.runs.count) runs" : "")
    return "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\""
      + "\(HTML.escaped(caption))\"><table class=\"confusion\">\n"
      + "<caption>\(HTML.escaped(caption))</caption>\n<thead><tr><td></td>\(head)</tr></thead>\n"
      + "<tbody>\n\(rows.joined(separator: "\n"))\n</tbody>\n</table></div>"
  }
}
