/// The curves of one class in all settings.
struct ClassCurves: Sendable {
  /// `[T, R, A, M]`; −1 where there is no object.
  private(set) var precision: [Double]
  /// `[T, R, A, M]`; −1 where there is no object.
  private(set) var scores: [Double]
  /// `[T, A, M]`; −1 where there is no object.
  private(set) var recall: [Double]
  /// The number of objects by ranges of areas.
  let positives: [Int]

  init(_ matches: ClassMatches, _ settings: EvaluationSettings) {
    let (overlaps, recalls) = (EvaluationSettings.overlaps.count, EvaluationSettings.recalls.count)
    let (areas, cuts) = (EvaluationSettings.areas.count, settings.mostDetections.count)
    precision = [Double](repeating: -1, count: overlaps * recalls * areas * cuts)
    scores = precision
    recall = [Double](repeating: -1, count: overlaps * areas * cuts)
    positives = matches.positives
    let order = matches.scores.indices.sorted {
      let (one, other) = (matches.scores[$0], matches.scores[$1])
      return one == other ? $0 < $1 : one > other
    }
    for (cut, most) in settings.mostDetections.enumerated() {
      let counted = order.filter { matches.ranks[$0] < most }
      for area in 0..<areas where positives[area] > 0 {
        let right = Self.right(counted, matches, area, overlaps)
        for overlap in 0..<overlaps {
          let curve = PrecisionCurve(
            right: right[overlap], surest: counted.first.map { matches.scores[$0] },
            positives: positives[area])
          recall[(overlap * areas + area) * cuts + cut] = curve.recall
          for place in 0..<recalls {
            let index = ((overlap * recalls + place) * areas + area) * cuts + cut
            precision[index] = curve.precision[place]
            scores[index] = curve.scores[place]
          }
        }
      }
    }
  }

  /// By overlap, the score of each right detection, and how many wrong ones are surer.
  private static func right(
    _ order: [Int], _ matches: ClassMatches, _ area: Int, _ overlaps: Int
  ) -> [[(score: Double, wrong: Int)]] {
    var right = [[(score: Double, wrong: Int)]](repeating: [], count: overlaps)
    var wrong = [Int](repeating: 0, count: overlaps)
    let all = UInt16(1) << overlaps &- 1
    let (matched, ignored) = (matches.matched[area], matches.ignored[area])
    for index in order {
      let counted = ~ignored[index] & all
      if counted == 0 { continue }
      for overlap in 0..<overlaps where counted >> overlap & 1 == 1 {
        if matched[index] >> overlap & 1 == 1 {
          right[overlap].append((matches.scores[index], wrong[overlap]))
        } else {
          wrong[overlap] += 1
        }
      }
    }
    return right
  }
}
