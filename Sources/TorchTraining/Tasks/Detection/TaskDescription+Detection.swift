import Coco
public import RunRecords
package import Settings

extension TaskDescription {
  /// What a network of the command is measured by.
  package init(of network: NetworkChoice, classes: Int) {
    self =
      network.detector == nil
      ? .classification(classes: classes) : .detection(masks: network.model == .maskRCNN)
  }

  /// Finding objects: measured by COCO's average precision of boxes, first over all overlaps, and where there are
  /// masks of them too; then by the parts of the loss.
  public static func detection(masks: Bool) -> TaskDescription {
    let kinds: [RegionKind] = masks ? [.box, .mask] : [.box]
    let precisions = kinds.flatMap { kind in
      SummaryLine.precisions.map { line in
        Metric(
          line.metric(of: kind), title: line.title(of: kind), better: .more, unit: "%", digits: 1)
      }
    }
    return TaskDescription(
      name: masks ? "segmentation" : "detection",
      metrics: precisions + DetectionLossPart.all(masks: masks).map(\.metric))
  }
}

/// A part of the loss of a detector, in torchvision's order.
enum DetectionLossPart: String, CaseIterable {
  /// The cross-entropy of the classes of proposals.
  case classifier = "classifierLoss"
  /// The loss of the boxes of proposals.
  case boxes = "boxLoss"
  /// The cross-entropy of masks.
  case masks = "maskLoss"
  /// The cross-entropy of anchors.
  case objectness = "objectnessLoss"
  /// The loss of the boxes of anchors.
  case proposals = "proposalLoss"

  /// Those of a network.
  static func all(masks: Bool) -> [DetectionLossPart] {
    masks ? allCases : allCases.filter { $0 != .masks }
  }

  /// As a metric.
  var metric: Metric {
    let title =
      switch self {
      case .classifier: "loss of classes"
      case .boxes: "loss of boxes"
      case .masks: "loss of masks"
      case .objectness: "loss of objectness"
      case .proposals: "loss of proposals"
      }
    return Metric(rawValue, title: title, better: .less)
  }
}
