/// An object that a network found.
package struct CocoDetection: Hashable, Sendable {
  /// The image and the category, as places in those of the truth.
  package var image: Int
  package var category: Int
  /// How sure it is; higher is surer.
  package var score: Double
  /// The box; `nil` where it is not asked for and not there.
  package var box: Box?
  /// The area in pixels.
  package var area: Double
  /// The mask; `nil` where it is not asked for.
  package var mask: RunLengths?

  package init(
    image: Int, category: Int, score: Double, box: Box?, area: Double, mask: RunLengths? = nil
  ) {
    (self.image, self.category, self.score) = (image, category, score)
    (self.box, self.area, self.mask) = (box, area, mask)
  }

  /// The detection of a box.
  package init(image: Int, category: Int, score: Double, box: Box) {
    self.init(image: image, category: category, score: score, box: box, area: box.area)
  }
}

/// What a network found in the images of a set.
package struct CocoDetections: Sendable {
  /// In the order of the file, each with what is asked for.
  package let all: [CocoDetection]
  /// What was wrong with entries of the file that are left out; none unless that was asked for.
  package let leftOut: [CocoError]

  /// The detections of a file in COCO's format of results, in its order.
  ///
  /// Where the first detection has a box, the area of each is that of its box, even if masks are asked for;
  /// else it is that of its mask, which then gives the box too. So it is with the COCO API.
  ///
  /// - Parameters:
  ///   - path: The file: a list of objects with `image_id`, `category_id`, `score`, and `bbox` or
  ///     `segmentation`.
  ///   - truth: What it is to be compared with.
  ///   - kind: What is asked for.
  ///   - leavesOut: Whether entries that are wrong are left out; else the first of them is an error.
  /// - Throws: `CocoError` that names the file and what in it is wrong.
  package init(
    _ path: String, against truth: CocoTruth, for kind: RegionKind, leavesOut: Bool = false
  ) throws(CocoError) {
    let file = try CocoFile(path)
    let written = try file.scan { scanner in
      guard scanner.next() == UInt8(ascii: "[") else {
        throw CocoError.wrongShape(file: path, reason: "it is no list of detections")
      }
      let written = try WrittenTruth.list(&scanner, file, "detections") { scanner, _, _ in
        try WrittenAnnotation(&scanner)
      }
      guard scanner.isAtEnd() else { throw scanner.problem("nothing more") }
      return written
    }
    var leftOut = LeftOut(CocoReading([kind], leavesOut: leavesOut))
    all = try Self.detections(written, against: truth, for: kind, file, &leftOut)
    self.leftOut = leftOut.errors
  }

  private static func detections(
    _ written: [WrittenAnnotation], against truth: CocoTruth, for kind: RegionKind,
    _ file: CocoFile, _ leftOut: inout LeftOut
  ) throws(CocoError) -> [CocoDetection] {
    let places = Places(truth.images, truth.categories)
    let areBoxes = written.first?.hasBox ?? true
    var detections: [CocoDetection] = []
    detections.reserveCapacity(written.count)
    var kept: [Int] = []
    for (index, annotation) in written.enumerated() {
      do throws(CocoError) {
        let item = { name(index) }
        let (image, category) = try places.of(annotation, item, file)
        guard let score = annotation.score, score.isFinite else {
          throw file.wrong(item(), "has no 'score' that is a number")
        }
        if areBoxes { try annotation.checkBox(item, file) }
        detections.append(
          CocoDetection(
            image: image, category: category, score: score, box: annotation.box,
            area: annotation.box?.area ?? 0))
        kept.append(index)
      } catch { try leftOut.take(error) }
    }
    guard kind == .mask || !areBoxes else { return detections }
    let images = detections.map { truth.images[$0.image] }
    let masks = MaskReader(file: file).masks(of: kept.map { written[$0] }, in: images) {
      [kept] in name(kept[$0])
    }
    return try leftOut.kept(
      zip(detections, masks).map { detection, mask in
        mask.map { mask in
          var detection = detection
          if !areBoxes { (detection.area, detection.box) = (Double(mask.area), mask.box) }
          if kind == .mask { detection.mask = mask }
          return detection
        }
      })
  }

  private static func name(_ index: Int) -> String { "detection \(index + 1), counted from 1," }
}
