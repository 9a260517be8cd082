import Files
import Statistics
import Foundation

extension Table {
  /// The table as comma-separated values, by RFC 4180, numbers with ten significant digits.
  ///
  /// A mean and its deviation, and the ends of an interval, are columns of their own. What is missing
  /// is an empty field. The caption and the notes have no place in it.
  package var csv: String {
    let header = columns.flatMap { column in
      switch column.kind {
      case .text, .number: [column.title]
      case .spread: [column.title, column.title + ", standard deviation"]
      case .interval: [column.title + ", low", column.title + ", high"]
      }
    }
    let lines = [header] + rows.map { row in zip(columns, row).flatMap { $1.fields(of: $0.kind) } }
    return lines.map { $0.map(\.csvField).joined(separator: ",") + "\r\n" }.joined()
  }
}

extension Table.Value {
  fileprivate func fields(of kind: Table.Kind) -> [String] {
    func exact(_ value: Double) -> String { String(format: "%.10g", value) }
    let fields =
      switch self {
      case .text(let text): [text]
      case .count(let count): ["\(count)"]
      case .number(let value, _, _), .significant(let value): [exact(value)]
      case .spread(let mean, let deviation, _, _): [exact(mean), deviation.map(exact) ?? ""]
      case .interval(let interval, _, _): [exact(interval.low), exact(interval.high)]
      case .missing: [""]
      }
    let count = kind == .spread || kind == .interval ? 2 : 1
    return fields + Array(repeating: "", count: max(0, count - fields.count))
  }
}
