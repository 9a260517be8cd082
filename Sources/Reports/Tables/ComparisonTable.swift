import Statistics
import RunRecords
import CentralizeOptions
import Foundation

/// The table of a comparison: training loss and headline by epoch, without and with.
package struct ComparisonTable {
  /// One metric: for each epoch both arms and the difference.
  private struct Block {
    let title: String
    let rows: [[String]]
  }

  private let epochs: [String]
  private let columns: [String]
  private let blocks: [Block]
  private let note: [String]

  /// The table of `comparison`.
  package init(_ comparison: Comparison) {
    let names = comparison.arms.map(\.name)
    let runs = comparison.arms.flatMap(\.seeds)
    let count = runs.map(\.epochs.count).min() ?? 0
    epochs = runs.first?.epochs.prefix(count).map { "\($0.epoch)" } ?? []
    columns = names + ["difference"]
    blocks = [.trainLoss, comparison.task.headline].map { Self.block($0, comparison, count) }
    let difference = "the difference is \(names[1]) less \(names[0])"
    note =
      runs.count > comparison.arms.count
      ? [
        "Mean ± standard deviation over \(runs.count / comparison.arms.count) seeds;",
        "\(difference), taken seed by seed.",
      ]
      : ["One seed, so no deviation; \(difference)."]
  }

  private static func block(_ measure: Measure, _ comparison: Comparison, _ count: Int) -> Block {
    let metric = comparison.task[measure]
    let paired = comparison.paired.filter { $0.metric == measure }
    let rows = (0..<count).map { index in
      let means = comparison.arms.map { arm in
        MeanAndDeviation(
          arm.seeds.map { (measure.value(of: $0.epochs[index]) ?? .nan) * metric.scale })
      }
      let difference = index < paired.count ? paired[index] : nil
      return means.map { text($0.mean, $0.deviation, metric.digits) } + [
        text(
          (difference?.mean ?? .nan) * metric.scale,
          difference?.deviation.map { $0 * metric.scale }, metric.digits, isSigned: true)
      ]
    }
    return Block(title: metric.columnTitle, rows: rows)
  }

  /// The table for a terminal of 80 columns: the metrics one below the other.
  package var text: String {
    let lines = blocks.flatMap { block -> [String] in
      let cells = [["epoch"] + columns] + zip(epochs, block.rows).map { [$0] + $1 }
      let lines = TextColumns(cells) { _ in true }.lines
      let rule = String(repeating: "─", count: lines[0].count)
      return [block.title, lines[0], rule] + lines.dropFirst() + [""]
    }
    return (lines + note).joined(separator: "\n") + "\n"
  }

  /// The table in Markdown: the metrics side by side.
  package var markdown: String {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    let header =
      ["epoch"]
      + blocks.flatMap { block in
        columns.map {
          Table.markdown($0 == columns.last ? $0 : "\(block.title), \($0)")
        }
      }
    let rule = "|" + header.map { _ in "---:" }.joined(separator: "|") + "|"
    let rows = epochs.indices.map { index in
      line([epochs[index]] + blocks.flatMap { $0.rows[index] })
    }
    return ([line(header), rule] + rows + ["", note.joined(separator: " ")])
      .joined(separator: "\n") + "\n"
  }

  private static func text(
    _ value: Double, _ deviation: Double?, _ digits: Int, isSigned: Bool = false
  ) -> String {
    let format = "%\(isSigned ? "+" : "").\(digits)f"
    let mean = String(format: format, value)
    return deviation.map { mean + String(format: " ± %.\(digits)f", $0) } ?? mean
  }
}
