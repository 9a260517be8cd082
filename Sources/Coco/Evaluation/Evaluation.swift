/// Average precision and recall of detections, by the rules of COCO.
///
/// The arrays are those of the COCO API to the last bit, but for what is said in docs/Detection.md.
package struct Evaluation: Sendable {
  package let kind: RegionKind
  package let settings: EvaluationSettings
  /// The `K` classes, by their identifiers.
  package let categories: [CocoCategory]
  /// `[T, R, K, A, M]`: the precision by overlap, recall, class, range of areas and number of detections; −1
  /// where there is no object.
  package let precision: [Double]
  /// `[T, R, K, A, M]`: the score from which on detections are taken to reach that recall; −1 as above.
  package let scores: [Double]
  /// `[T, K, A, M]`: the largest recall; −1 as above.
  package let recall: [Double]
  /// `[K]`: the number of objects that are to be found, of all sizes.
  package let objects: [Int]

  /// Compares detections with the truth, on several threads; no number depends on how many.
  ///
  /// - Parameters:
  ///   - detections: In any order; among those of one image and class with equal scores the first counts
  ///     as the surest.
  ///   - truth: The objects.
  ///   - kind: Whether boxes or masks are compared, which both must then have.
  ///   - settings: How many detections of an image count.
  package init(
    _ detections: [CocoDetection], against truth: CocoTruth, of kind: RegionKind,
    _ settings: EvaluationSettings = EvaluationSettings()
  ) {
    (self.kind, self.settings, categories) = (kind, settings, truth.categories)
    let objects = Self.grouped(truth.objects, truth, image: \.image, category: \.category)
    let found = Self.grouped(detections, truth, image: \.image, category: \.category)
    let curves = Parallel.map(categories.count) { category in
      ClassCurves(
        ClassMatches(
          objects: objects[category].map { truth.objects[$0] },
          detections: found[category].map { detections[$0] }, of: kind, settings),
        settings)
    }
    precision = Self.joined(curves.map(\.precision), outer: Self.gridSize)
    scores = Self.joined(curves.map(\.scores), outer: Self.gridSize)
    recall = Self.joined(curves.map(\.recall), outer: EvaluationSettings.overlaps.count)
    self.objects = curves.map { $0.positives[0] }
  }

  private static let gridSize =
    EvaluationSettings.overlaps.count * EvaluationSettings.recalls.count

  /// By category, the places of entries by their images; among those of one in their order.
  private static func grouped<Entry>(
    _ entries: [Entry], _ truth: CocoTruth, image: (Entry) -> Int, category: (Entry) -> Int
  ) -> [[Int]] {
    var ofImage = [[Int32]](repeating: [], count: truth.images.count)
    for (index, entry) in entries.enumerated() { ofImage[image(entry)].append(Int32(index)) }
    var groups = [[Int]](repeating: [], count: truth.categories.count)
    for index in ofImage.joined() { groups[category(entries[Int(index)])].append(Int(index)) }
    return groups
  }

  /// Arrays `[outer, inner]` of the classes as one, `[outer, K, inner]`.
  private static func joined(_ classes: [[Double]], outer: Int) -> [Double] {
    var all: [Double] = []
    all.reserveCapacity(classes.reduce(0) { $0 + $1.count })
    for place in 0..<outer {
      for one in classes {
        let inner = one.count / outer
        all += one[place * inner..<(place + 1) * inner]
      }
    }
    return all
  }
}
