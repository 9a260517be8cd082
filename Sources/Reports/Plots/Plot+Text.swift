package import CentralizeOptions
import Foundation

extension Plot {
  /// A learning rate over a run.
  package init(_ course: ScheduledCourse) {
    let points = course.rates(atMost: 600).map { Point(x: $0.epoch, y: $0.rate) }
    self.init(
      title: "Learning rate: \(course.schedule)", xTitle: "epoch", yTitle: "learning rate",
      curves: [Curve(name: "learning rate", points: points)], bounds: 0...course.learningRate)
  }

  /// The first curve in characters, for a terminal: its title, so many rows of so many columns between the axes, and what
  /// these measure.
  package func text(columns: Int = 64, rows: Int = 16) -> String {
    guard let points = curves.first?.points, let first = points.first, let last = points.last else {
      return title
    }
    let top = bounds.upperBound.isFinite ? bounds.upperBound : points.map(\.y).max() ?? 0
    let bottom = min(points.map(\.y).min() ?? 0, bounds.lowerBound.isFinite ? bounds.lowerBound : 0)
    let (width, height) = (max(last.x - first.x, 1e-300), max(top - bottom, 1e-300))
    var grid = Array(repeating: Array(repeating: Character(" "), count: columns), count: rows)
    for point in points {
      let column = Int(((point.x - first.x) / width * Double(columns - 1)).rounded())
      let row = Int(((top - point.y) / height * Double(rows - 1)).rounded())
      grid[min(max(row, 0), rows - 1)][min(max(column, 0), columns - 1)] = "•"
    }
    let labels = [0: top, rows - 1: bottom].mapValues { String(format: "%.4g", $0) }
    let margin = labels.values.map(\.count).max() ?? 0
    func padded(_ label: String) -> String {
      String(repeating: " ", count: margin - label.count) + label
    }
    let lines = grid.enumerated().map { index, row in
      let label = labels[index] ?? ""
      return padded(label) + (label.isEmpty ? " │" : " ┤")
        + String(row).replacing(/\ +$/, with: "")
    }
    let (start, end) = (String(format: "%.4g", first.x), String(format: "%.3g", last.x))
    let space = String(repeating: " ", count: max(columns - start.count - end.count, 1))
    let axis = padded("") + " └" + String(repeating: "─", count: columns)
    return ([title, ""] + lines + [axis, padded("") + "  \(start)\(space)\(end) \(xTitle)s"])
      .joined(separator: "\n")
  }
}
