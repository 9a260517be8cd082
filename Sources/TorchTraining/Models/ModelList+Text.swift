import CentralizeOptions
import Files
import Foundation

extension ModelList {
  package var text: String {
    let head = ["model", "parameters", "multiply-adds", "images", "classes", "description"]
    let cells = rows.map { row in
      [
        row.model.rawValue, row.parameters.grouped, row.multiplyAdds.map(scaled) ?? "",
        "\(row.channels)×\(row.imageSize)×\(row.imageSize)", "\(row.classes)", row.summary,
      ]
    }
    return TextColumns([head] + cells) { $0 == 1 || $0 == 2 }.text + "\n"
  }

  /// `4089184256` as `4.089 G`, or in millions.
  private func scaled(_ number: Int) -> String {
    let number = Double(number)
    return number >= 1e9
      ? String(format: "%.3f G", number / 1e9) : String(format: "%.3f M", number / 1e6)
  }
}
