import Coco
public import RunRecords

extension TaskDescription {
  /// Finding objects: measured by COCO's average precision of boxes, first over all overlaps, and where there are
  /// masks of them too.
  public static func detection(masks: Bool) -> TaskDescription {
    let kinds: [RegionKind] = masks ? [.box, .mask] : [.box]
    return TaskDescription(
      name: masks ? "segmentation" : "detection",
      metrics: kinds.flatMap { kind in
        SummaryLine.precisions.map { line in
          Metric(
            line.metric(of: kind), title: line.title(of: kind), better: .more, unit: "%", digits: 1)
        }
      })
  }
}
