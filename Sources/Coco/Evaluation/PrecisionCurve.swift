/// Precision over recall, for one class, range of areas, number of detections and overlap.
struct PrecisionCurve {
  /// The precision at each of the recalls, 0 beyond the largest.
  private(set) var precision = [Double](repeating: 0, count: EvaluationSettings.recalls.count)
  /// The score from which on detections are taken to reach each of the recalls.
  private(set) var scores = [Double](repeating: 0, count: EvaluationSettings.recalls.count)
  /// The largest recall.
  private(set) var recall = 0.0

  /// The curve of detections, the surest first.
  ///
  /// With `t` right ones and `f` wrong ones so far, the precision is `t / (f + t + 2⁻⁵²)`, and then the largest
  /// of these from there on. It rises at right ones alone, so that nothing else is kept.
  ///
  /// - Parameters:
  ///   - right: Of each right detection, its score and how many wrong ones were surer.
  ///   - surest: The score of the surest detection, even one that is ignored; `nil` where there is none.
  ///   - positives: The number of objects, at least 1.
  init(right: [(score: Double, wrong: Int)], surest: Double?, positives: Int) {
    guard let surest else { return }
    recall = Double(right.count) / Double(positives)
    var envelope = right.enumerated().map { index, one in
      Double(index + 1) / (Double(one.wrong) + Double(index + 1) + 0x1p-52)
    }
    for index in envelope.indices.dropFirst().reversed() {
      envelope[index - 1] = max(envelope[index - 1], envelope[index])
    }
    // The first recall is that of the surest detection, right or wrong.
    (precision[0], scores[0]) = (envelope.first ?? 0, surest)
    var count = 1
    for (place, recall) in EvaluationSettings.recalls.enumerated().dropFirst() {
      while count <= right.count && Double(count) / Double(positives) < recall { count += 1 }
      guard count <= right.count else { return }
      (precision[place], scores[place]) = (envelope[count - 1], right[count - 1].score)
    }
  }
}
