/// Which detections of one class in one image are of an object, for one range of areas.
///
/// For each detection, a bit per overlap threshold.
struct Matching {
  /// Whether it has an object.
  private(set) var matched: [UInt16]
  /// Whether it counts neither for nor against: its object is ignored, or it has none and is of another
  /// size.
  private(set) var ignored: [UInt16]
  /// The number of objects that are not ignored.
  let positives: Int

  /// Matches the detections, the surest first, each with the object that it overlaps most.
  ///
  /// Among equal overlaps the later object wins. An object is taken once, a crowd any number of times. Objects
  /// that are ignored, as crowds and those of another size are, come last, and only for a detection that has no other.
  ///
  /// - Parameters:
  ///   - detections: Surest first.
  ///   - objects: In the order of the file.
  ///   - overlaps: Of them, `[D, G]`.
  ///   - range: The areas that count.
  init(
    _ detections: [CocoDetection], _ objects: [CocoObject], _ overlaps: Overlaps,
    in range: ClosedRange<Double>
  ) {
    let isIgnored = objects.map { $0.isCrowd || !range.contains($0.area) }
    let order =
      objects.indices.filter { !isIgnored[$0] } + objects.indices.filter { isIgnored[$0] }
    positives = isIgnored.count { !$0 }
    matched = [UInt16](repeating: 0, count: detections.count)
    ignored = matched
    if !objects.isEmpty {
      match(overlaps, order, isIgnored, isCrowd: objects.map(\.isCrowd))
    }
    for (index, detection) in detections.enumerated() where !range.contains(detection.area) {
      ignored[index] |= ~matched[index]
    }
  }

  private mutating func match(
    _ overlaps: Overlaps, _ order: [Int], _ isIgnored: [Bool], isCrowd: [Bool]
  ) {
    var takenBits = [UInt16](repeating: 0, count: order.count)
    for detection in matched.indices {
      let row = detection * overlaps.objects
      var largest = 0.0
      for object in order { largest = max(largest, overlaps.values[row + object]) }
      for (index, threshold) in EvaluationSettings.overlaps.enumerated() {
        var best = min(threshold, 1 - 1e-10)
        if largest < best { break }
        let bit = UInt16(1) << index
        var found: Int?
        for object in order {
          if takenBits[object] & bit != 0 && !isCrowd[object] { continue }
          if let found, !isIgnored[found], isIgnored[object] { break }
          let overlap = overlaps.values[row + object]
          if overlap < best { continue }
          (best, found) = (overlap, object)
        }
        guard let found else { continue }
        matched[detection] |= bit
        if isIgnored[found] { ignored[detection] |= bit }
        takenBits[found] |= bit
      }
    }
  }
}
