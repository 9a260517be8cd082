import CentralizeOptions
import Foundation

extension CentralizationPlan {
  /// The plan as a table for a terminal, with a line of sums below it.
  public var text: String {
    let listsRates = rows.contains { $0.learningRate != nil }
    let header =
      ["parameter", "shape", "fan-in dims", "groups", "centralized", "freedom removed"]
      + (listsRates ? ["rate", "decay"] : []) + ["why"]
    let cells = rows.map { row in
      let rates = listsRates ? [row.learningRate, row.weightDecay].map { $0 ?? 0 } : []
      let centralization = [
        row.name, row.shape.map(String.init).joined(separator: "×"),
        row.fanIn.map { $0.map(String.init).joined(separator: ",") } ?? "–",
        row.fanIn == nil ? "–" : "\(row.groups)", row.centralized ? "yes" : "no",
        row.centralized ? String(format: "%.3f %%", row.freedomRemoved * 100) : "–",
      ]
      return centralization + rates.map { String(format: "%.4g", $0) } + [row.reason]
    }
    return (TextColumns([header] + cells).lines + ["", totals]).joined(separator: "\n") + "\n"
  }

  private var totals: String {
    let counts = rows.map { $0.shape.reduce(1, *) }
    let removed = zip(rows, counts).map { $0.freedomRemoved * Double($1) }.reduce(0, +)
    let total = counts.reduce(0, +)
    return "\(rows.count { $0.centralized }) of \(rows.count) parameters are centralized; of "
      + "\(total) numbers \(Int(removed.rounded())) degrees of freedom are removed "
      + String(format: "(%.3f %%).", removed / Double(max(total, 1)) * 100)
  }
}
