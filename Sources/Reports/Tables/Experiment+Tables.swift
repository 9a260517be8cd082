package import RunRecords

extension Experiment.Cell {
  /// The comparisons of the first arm with each other one, by the names of their files: that with the
  /// second is `comparison`, the rest have their arm's name added.
  package func comparisons(_ task: TaskDescription) -> [(name: String, comparison: Comparison)] {
    arms.dropFirst().enumerated().compactMap { index, arm in
      comparison(of: arms[0].name, with: arm.name, task: task).map {
        (ExperimentFiles.comparisonStem + (index == 0 ? "" : "-" + arm.name), $0)
      }
    }
  }
}

extension Experiment {
  /// The tables of all comparisons, for a terminal; in a grid of cells each under its name.
  public var tables: String {
    cells.map { cell in
      let tables = cell.comparisons(task).map { ComparisonTable($0.comparison).text }
      let title = cell.name.isEmpty ? "" : cell.name + "\n\n"
      let none = "No seed was finished both in \(cell.arms[0].name) and in another arm.\n"
      return title + (tables.isEmpty ? none : tables.joined(separator: "\n"))
    }.joined(separator: "\n")
  }
}

extension Experiment.Run {
  /// Whether the run ended before it was finished, and cannot go on.
  package var isFailed: Bool {
    if case .failed = outcome { true } else { false }
  }
}
