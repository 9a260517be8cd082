import Foundation

/// The table of a comparison: training loss and test accuracy by epoch, without and with.
public struct ComparisonTable {
  private let header: [String]
  private let rows: [[String]]
  private let note: String

  /// The table of `comparison`.
  public init(_ comparison: Comparison) {
    let names = comparison.arms.map(\.name)
    let metrics: [(metric: Comparison.Metric, title: String, scale: Double, digits: Int)] = [
      (.trainLoss, "training loss", 1, 4), (.testAccuracy, "test accuracy %", 100, 2),
    ]
    header =
      ["epoch"]
      + metrics.flatMap { metric in names.map { "\(metric.title), \($0)" } + ["difference"] }
    let epochs = comparison.arms.flatMap(\.seeds).map(\.epochs.count).min() ?? 0
    rows = (0..<epochs).map { index in
      let number = comparison.arms[0].seeds[0].epochs[index].epoch
      let cells = metrics.flatMap { metric, _, scale, digits in
        let means = comparison.arms.map { arm in
          MeanAndDeviation(
            arm.seeds.map { (metric.value(of: $0.epochs[index]) ?? .nan) * scale })
        }
        let paired = comparison.paired.first {
          $0.epoch == number && $0.metric == metric.rawValue
        }
        return means.map { Self.text($0.mean, $0.deviation, digits) } + [
          Self.text(
            (paired?.mean ?? .nan) * scale, paired?.deviation.map { $0 * scale }, digits,
            isSigned: true)
        ]
      }
      return ["\(number)"] + cells
    }
    let seeds = comparison.arms[0].seeds.count
    note =
      seeds > 1
      ? "Mean ± standard deviation over \(seeds) seeds; the difference is taken seed by seed, "
        + "\(names[1]) less \(names[0])."
      : "One seed, so no deviation; the difference is \(names[1]) less \(names[0])."
  }

  /// The table for a terminal.
  public var text: String {
    let widths = header.indices.map { column in
      ([header] + rows).map { $0[column].count }.max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      zip(cells, widths).map { $0.leftPadded(to: $1) }.joined(separator: "  ")
    }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "──")
    return ([line(header), rule] + rows.map(line) + ["", note]).joined(separator: "\n") + "\n"
  }

  /// The table in Markdown.
  public var markdown: String {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    let rule = "|" + header.map { _ in "---:" }.joined(separator: "|") + "|"
    return ([line(header), rule] + rows.map(line) + ["", note]).joined(separator: "\n") + "\n"
  }

  private static func text(
    _ value: Double, _ deviation: Double?, _ digits: Int, isSigned: Bool = false
  ) -> String {
    let format = "%\(isSigned ? "+" : "").\(digits)f"
    let mean = String(format: format, value)
    return deviation.map { mean + String(format: " ± %.\(digits)f", $0) } ?? mean
  }
}

extension String {
  func leftPadded(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }
}
