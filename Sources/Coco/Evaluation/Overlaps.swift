/// How far the detections and the objects of one class in one image overlap.
struct Overlaps {
  /// `[D, G]`: the intersection over the union; for a crowd, over the detection's area alone.
  let values: [Double]
  /// The number of objects, `G`.
  let objects: Int

  /// The overlaps of boxes or masks.
  ///
  /// Two that are nothing together overlap by 0.
  init(_ detections: [CocoDetection], _ objects: [CocoObject], of kind: RegionKind) {
    self.objects = objects.count
    switch kind {
    case .box:
      values = detections.flatMap { detection in
        objects.map { Self.ofBoxes(detection.box, $0.box, isCrowd: $0.isCrowd) }
      }
    case .mask:
      let sizes = objects.map { (area: $0.mask?.area ?? 0, box: $0.mask?.box) }
      values = detections.flatMap { detection in
        guard !objects.isEmpty, let mask = detection.mask else {
          return [Double](repeating: 0, count: objects.count)
        }
        let (area, box) = (mask.area, mask.box)
        return objects.indices.map { index in
          guard let other = objects[index].mask, let otherBox = sizes[index].box,
            box.intersection(with: otherBox) > 0
          else { return 0 }
          let both = mask.intersection(with: other)
          if both == 0 { return 0 }
          let all = objects[index].isCrowd ? area : area + sizes[index].area - both
          return Double(both) / Double(all)
        }
      }
    }
  }

  private static func ofBoxes(_ detection: Box?, _ object: Box?, isCrowd: Bool) -> Double {
    guard let detection, let object else { return 0 }
    let both = detection.intersection(with: object)
    let all = isCrowd ? detection.area : detection.area + object.area - both
    return both > 0 && all > 0 ? both / all : 0
  }
}
