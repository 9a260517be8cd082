import Foundation

/// One of the twelve numbers that an evaluation comes down to.
package struct SummaryLine: Hashable, Sendable {
  /// What is averaged.
  package enum Measure: Hashable, Sendable { case precision, recall }

  /// A short name, such as `AP50`.
  package let name: String
  package let measure: Measure
  /// The place of the overlap; `nil` for all.
  package let overlap: Int?
  /// The place of the range of areas.
  package let area: Int
  /// The place of the number of detections.
  package let cut: Int

  /// All of them, in COCO's order.
  package static let all =
    [("AP", nil), ("AP50", 0), ("AP75", 5)].map {
      SummaryLine(name: $0.0, measure: .precision, overlap: $0.1, area: 0, cut: 2)
    }
    + [("APsmall", 1), ("APmedium", 2), ("APlarge", 3)].map {
      SummaryLine(name: $0.0, measure: .precision, overlap: nil, area: $0.1, cut: 2)
    }
    + [("AR1", 0), ("AR10", 1), ("AR", 2)].map {
      SummaryLine(name: $0.0, measure: .recall, overlap: nil, area: 0, cut: $0.1)
    }
    + [("ARsmall", 1), ("ARmedium", 2), ("ARlarge", 3)].map {
      SummaryLine(name: $0.0, measure: .recall, overlap: nil, area: $0.1, cut: 2)
    }

  /// The number, or that of one class; −1 where there is no object.
  package func value(of evaluation: Evaluation, category: Int? = nil) -> Double {
    switch measure {
    case .precision:
      evaluation.averagePrecision(overlap: overlap, area: area, cut: cut, category: category) ?? -1
    case .recall:
      evaluation.averageRecall(overlap: overlap, area: area, cut: cut, category: category) ?? -1
    }
  }

  /// The line, as the COCO API prints it.
  package func text(of evaluation: Evaluation) -> String {
    let title = measure == .precision ? "Average Precision  (AP)" : "Average Recall     (AR)"
    let overlaps = EvaluationSettings.overlaps
    let overlap =
      overlap.map { String(format: "%.2f     ", overlaps[$0]) }
      ?? String(format: "%.2f:%.2f", overlaps[0], overlaps[overlaps.count - 1])
    let area = Self.right(EvaluationSettings.areas[area].name, 6)
    let most = Self.right("\(evaluation.settings.mostDetections[cut])", 3)
    return " \(title) @[ IoU=\(overlap) | area=\(area) | maxDets=\(most) ] = "
      + number(of: evaluation)
  }

  /// The number, or that of one class, with three digits.
  package func number(of evaluation: Evaluation, category: Int? = nil) -> String {
    String(format: "%.3f", value(of: evaluation, category: category))
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
