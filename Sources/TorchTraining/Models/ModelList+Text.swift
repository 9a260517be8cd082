import CentralizeOptions
import Foundation

extension ModelList {
  /// The list as a table for a terminal.
  package var text: String {
    let head = ["model", "parameters", "multiply-adds", "images", "classes"]
    let cells = rows.map { row in
      [
        row.model.rawValue, grouped(row.parameters), scaled(row.multiplyAdds),
        "\(row.channels)×\(row.imageSize)×\(row.imageSize)", "\(row.classes)",
      ]
    }
    let widths = head.indices.map { column in
      ([head] + cells).map { $0[column].count }.max() ?? 0
    }
    func line(_ row: [String], _ summary: String) -> String {
      let padded = row.indices.map { column in
        // Numbers stand below each other by their ends.
        let missing = String(repeating: " ", count: widths[column] - row[column].count)
        return column == 1 || column == 2 ? missing + row[column] : row[column] + missing
      }
      return (padded + [summary]).joined(separator: "  ")
    }
    let lines = [line(head, "description")] + zip(cells, rows).map { line($0, $1.summary) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `25557032` as `25,557,032`.
  private func grouped(_ number: Int) -> String {
    var groups: [String] = []
    var rest = number
    while rest >= 1000 {
      groups.insert(String(format: "%03d", rest % 1000), at: 0)
      rest /= 1000
    }
    return ([String(rest)] + groups).joined(separator: ",")
  }

  /// `4089184256` as `4.089 G`, or in millions.
  private func scaled(_ number: Int) -> String {
    let number = Double(number)
    return number >= 1e9
      ? String(format: "%.3f G", number / 1e9) : String(format: "%.3f M", number / 1e6)
  }
}
