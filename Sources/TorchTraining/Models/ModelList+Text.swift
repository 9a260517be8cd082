import CentralizeOptions
import Foundation

extension ModelList {
  package var text: String {
    let head = ["model", "parameters", "multiply-adds", "images", "classes", "description"]
    let cells = rows.map { row in
      [
        row.model.rawValue, grouped(row.parameters), row.multiplyAdds.map(scaled) ?? "",
        "\(row.channels)×\(row.imageSize)×\(row.imageSize)", "\(row.classes)", row.summary,
      ]
    }
    return TextColumns([head] + cells) { $0 == 1 || $0 == 2 }.text + "\n"
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
