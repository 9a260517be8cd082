import Statistics
package import RunRecords
import CentralizeOptions

/// The plots of the paper's figures 3 and 4: training loss and headline against epochs.
package struct CurvePlots {
  /// A plot and what its files are called.
  struct Entry {
    var name: String
    var plot: Plot
  }

  /// The plots of a cell: the mean over the finished runs, with a band of a standard deviation on
  /// both sides where there are several.
  static func entries(of cell: Experiment.Cell, _ task: TaskDescription) -> [Entry] {
    let arms = cell.labelled.arms
    return [.trainLoss, task.headline].compactMap { measure in
      let metric = task[measure]
      let curves = arms.map { mean(measure, metric, of: $0) }
      guard curves.contains(where: { !$0.points.isEmpty }) else { return nil }
      let most = cell.arms.map(\.finished.count).max() ?? 0
      let plot = Plot(
        metric, label: cell.label, curves: curves,
        bandTitle: most > 1 ? "± deviation, \(most) seeds" : nil)
      let file = metric.title.asFileName
      return Entry(name: cell.fileName.isEmpty ? file : "\(cell.fileName)-\(file)", plot: plot)
    }
  }

  /// The means over the finished runs of those arms that have some.
  package static func means(
    _ measure: Measure, _ metric: Metric, of cell: Experiment.Cell
  ) -> [Plot.Curve] {
    cell.labelled.arms.map { mean(measure, metric, of: $0) }.filter { !$0.points.isEmpty }
  }

  /// The plot of single steps' losses; `nil` where no run has logged more than one.
  package static func steps(
    _ runs: [(name: String, steps: [StepMetrics])], _ label: String, _ task: TaskDescription
  ) -> Plot? {
    let curves = runs.filter { $0.steps.count > 1 }.map { run in
      Plot.Curve(
        name: run.name, points: run.steps.map { .init(x: Double($0.step), y: $0.trainLoss) }
      ).thinned(to: mostSteps)
    }
    if curves.isEmpty { return nil }
    return Plot(
      title: "Loss of single steps" + (label.isEmpty ? "" : ": " + label), xTitle: "step",
      yTitle: task[.trainLoss].axisTitle, curves: curves, bounds: 0...Double.infinity)
  }

  /// The most points of a curve of single steps.
  private static let mostSteps = 300

  private static func mean(
    _ measure: Measure, _ metric: Metric, of arm: Experiment.Arm
  ) -> Plot.Curve {
    Plot.Curve(name: arm.name, points: points(measure, metric, arm.finished))
  }

  private static func points(
    _ measure: Measure, _ metric: Metric, _ runs: [Experiment.Run]
  ) -> [Plot.Point] {
    let count = runs.map(\.epochs.count).min() ?? 0
    return (0..<count).compactMap { index in
      let values = runs.compactMap { measure.value(of: $0.epochs[index]) }
      guard values.count == runs.count, !values.isEmpty else { return nil }
      let summary = MeanAndDeviation(values.map { $0 * metric.scale })
      return Plot.Point(
        x: Double(runs[0].epochs[index].epoch), y: summary.mean, deviation: summary.deviation ?? 0)
    }
  }
}

extension Experiment.Cell {
  /// The name of the cell as a part of file names and identifiers.
  package var fileName: String { name.asFileName }
}

extension String {
  fileprivate var asFileName: String {
    String(map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") ? $0 : "-" })
  }
}

extension Plot {
  package init(_ metric: Metric, label: String, curves: [Curve], bandTitle: String? = nil) {
    let isNegative = curves.contains { $0.points.contains { $0.y < 0 } }
    self.init(
      title: metric.title.capitalizedFirst + (label.isEmpty ? "" : ": " + label), xTitle: "epoch",
      yTitle: metric.axisTitle,
      curves: curves, bandTitle: bandTitle,
      bounds: (isNegative ? -Double.infinity : 0)...(metric.isPercent ? 100 : Double.infinity))
  }
}
