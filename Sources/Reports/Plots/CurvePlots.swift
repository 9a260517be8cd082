import Statistics
import RunRecords
import CentralizeOptions

/// The plots of the paper's figures 3 and 4: training loss and test accuracy against epochs.
struct CurvePlots {
  /// A plot and what its files are called.
  struct Entry {
    var name: String
    var plot: Plot
  }

  /// The plots of a cell: the mean over the finished runs, with a band of a standard deviation on
  /// both sides where there are several.
  static func entries(of cell: Experiment.Cell) -> [Entry] {
    [Measure.trainLoss, .testAccuracy].compactMap { measure in
      let curves = cell.arms.map { mean(measure, of: $0) }
      guard curves.contains(where: { !$0.points.isEmpty }) else { return nil }
      let most = cell.arms.map(\.finished.count).max() ?? 0
      let title = measure == .trainLoss ? "Training loss" : "Test accuracy"
      let plot = Plot(
        title: "\(title): \(cell.label)", xTitle: "epoch",
        yTitle: measure.isAccuracy ? "test accuracy (%)" : "training loss (nats)",
        curves: curves, bandTitle: most > 1 ? "± deviation, \(most) seeds" : nil,
        bounds: measure.isAccuracy ? 0...100 : 0...Double.infinity)
      let file = measure == .trainLoss ? "training-loss" : "test-accuracy"
      return Entry(name: cell.fileName.isEmpty ? file : "\(cell.fileName)-\(file)", plot: plot)
    }
  }

  /// The means over the finished runs of those arms that have some.
  static func means(_ measure: Measure, of cell: Experiment.Cell) -> [Plot.Curve] {
    cell.arms.map { mean(measure, of: $0) }.filter { !$0.points.isEmpty }
  }

  private static func mean(_ measure: Measure, of arm: Experiment.Arm) -> Plot.Curve {
    Plot.Curve(name: arm.name, points: points(measure, arm.finished))
  }

  private static func points(_ measure: Measure, _ runs: [Experiment.Run]) -> [Plot.Point] {
    let count = runs.map(\.epochs.count).min() ?? 0
    return (0..<count).compactMap { index in
      let values = runs.compactMap { measure.value(of: $0.epochs[index]) }
      guard values.count == runs.count, !values.isEmpty else { return nil }
      let summary = MeanAndDeviation(values.map { $0 * measure.scale })
      return Plot.Point(
        x: Double(runs[0].epochs[index].epoch), y: summary.mean,
        deviation: summary.deviation ?? 0)
    }
  }
}

extension Experiment.Cell {
  /// The name of the cell as a part of file names and identifiers.
  var fileName: String {
    String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") ? $0 : "-" })
  }
}
