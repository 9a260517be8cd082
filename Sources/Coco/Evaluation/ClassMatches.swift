/// All detections of one class, matched in their images.
struct ClassMatches {
  /// The scores, image after image, in each the surest first.
  private(set) var scores: [Double] = []
  /// Which in its image each is, from 0 on.
  private(set) var ranks: [Int32] = []
  /// By range of areas.
  private(set) var matched: [[UInt16]]
  private(set) var ignored: [[UInt16]]
  /// By range of areas, the number of objects that are to be found.
  private(set) var positives: [Int]

  /// Matches what is of one class.
  ///
  /// - Parameters:
  ///   - objects: By their images, in each in the order of the file.
  ///   - detections: The same.
  ///   - kind: Whether boxes or masks are compared.
  ///   - settings: How many of the surest detections of an image count.
  init(
    objects: [CocoObject], detections: [CocoDetection], of kind: RegionKind,
    _ settings: EvaluationSettings
  ) {
    let areas = EvaluationSettings.areas
    matched = areas.map { _ in [] }
    ignored = matched
    positives = areas.map { _ in 0 }
    var (object, detection) = (objects[...], detections[...])
    while let image = [object.first?.image, detection.first?.image].compactMap({ $0 }).min() {
      let here = Array(object.prefix { $0.image == image })
      let found = Array(detection.prefix { $0.image == image })
      object.removeFirst(here.count)
      detection.removeFirst(found.count)
      add(here, found, of: kind, settings)
    }
  }

  private mutating func add(
    _ objects: [CocoObject], _ detections: [CocoDetection], of kind: RegionKind,
    _ settings: EvaluationSettings
  ) {
    let order = detections.indices.sorted {
      let (one, other) = (detections[$0].score, detections[$1].score)
      return one == other ? $0 < $1 : one > other
    }
    let surest = order.prefix(settings.mostDetections.last ?? 0).map { detections[$0] }
    scores += surest.map(\.score)
    ranks += surest.indices.map { Int32($0) }
    let overlaps = Overlaps(surest, objects, of: kind)
    for (index, area) in EvaluationSettings.areas.enumerated() {
      let matching = Matching(surest, objects, overlaps, in: area.bounds)
      matched[index] += matching.matched
      ignored[index] += matching.ignored
      positives[index] += matching.positives
    }
  }
}
