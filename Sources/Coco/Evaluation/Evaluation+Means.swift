/// What is averaged over the arrays.
extension Evaluation {
  /// Average precision, or where `overlap` is given that at this overlap alone; `nil` where no class has an
  /// object.
  ///
  /// - Parameters:
  ///   - overlap: The place of the overlap; `nil` for all.
  ///   - area: The place of the range of areas.
  ///   - cut: The place of the number of detections.
  ///   - category: The place of the class; `nil` for all.
  /// - Returns: The mean of precision over recalls, and over what is not chosen.
  package func averagePrecision(
    overlap: Int? = nil, area: Int = 0, cut: Int = 2, category: Int? = nil
  ) -> Double? {
    mean(precision, per: EvaluationSettings.recalls.count, overlap, area, cut, category)
  }

  /// Average recall, as ``averagePrecision(overlap:area:cut:category:)``.
  package func averageRecall(
    overlap: Int? = nil, area: Int = 0, cut: Int = 2, category: Int? = nil
  ) -> Double? {
    mean(recall, per: 1, overlap, area, cut, category)
  }

  /// The mean of all values of `[T, per, K, A, M]` at some places that are not −1.
  private func mean(
    _ values: [Double], per: Int, _ overlap: Int?, _ area: Int, _ cut: Int, _ category: Int?
  ) -> Double? {
    let (areas, cuts) = (EvaluationSettings.areas.count, settings.mostDetections.count)
    let overlaps = overlap.map { $0..<$0 + 1 } ?? EvaluationSettings.overlaps.indices
    let classes = category.map { $0..<$0 + 1 } ?? categories.indices
    var chosen: [Double] = []
    for row in overlaps.lowerBound * per..<overlaps.upperBound * per {
      for one in classes {
        let value = values[((row * categories.count + one) * areas + area) * cuts + cut]
        if value > -1 { chosen.append(value) }
      }
    }
    return chosen.isEmpty ? nil : PairwiseSum.of(chosen) / Double(chosen.count)
  }
}
