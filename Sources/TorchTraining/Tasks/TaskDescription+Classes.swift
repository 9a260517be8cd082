public import RunRecords

extension TaskDescription {
  /// Telling apart so many classes of images: of more than ten, the five likeliest count too.
  public static func classification(classes: Int) -> TaskDescription {
    classes <= 10
      ? .classification
      : TaskDescription(
        name: classification.name, lossUnit: classification.loss.unit,
        metrics: classification.metrics + [
          Metric("top5Accuracy", title: "top-5 accuracy", better: .more, unit: "%", digits: 2)
        ])
  }

  /// Whether all that this task measures `other` measures too: as the record of a run from before some of its
  /// metrics were there.
  func isPart(of other: TaskDescription) -> Bool {
    name == other.name && loss == other.loss && other.metrics.starts(with: metrics)
  }
}
