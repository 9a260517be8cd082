import Coco
import TestSupport
import Testing

/// Damaged files are refused by a sentence, or are sets that can be evaluated.
struct CocoFuzzTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let truth = #"""
    {"images": [{"id": 1, "height": 20, "width": 30}, {"id": "b", "height": 9, "width": 9}],
     "categories": [{"id": 1, "name": "\u0041"}], "annotations": [
     {"id": 1, "image_id": 1, "category_id": 1, "area": 50, "bbox": [2, 2, 9, 8.5], "iscrowd": 0,
      "segmentation": [[2, 2, 12.5, 2, 12, 11, 3, 10]]},
     {"id": 2, "image_id": 1, "category_id": 1, "area": 2e2, "bbox": [0, 0, 9, 9], "iscrowd": 1,
      "segmentation": {"size": [20, 30], "counts": [5, 300, 20, 275]}}]}
    """#
  private static let detections = #"""
    [{"image_id": 1, "category_id": 1, "score": 0.5, "segmentation": {"size": [20, 30], "counts": "[1:2M2N1O2N1O1Obe0"}},
     {"image_id": 1, "category_id": 1, "score": 1e-3, "segmentation": {"size": [20, 30], "counts": "hb0"}}]
    """#

  private func read(_ truth: String, _ detections: String) throws {
    let lenient = CocoReading([.box, .mask], isForTraining: true, leavesOut: true)
    // What is left is sound: every object has a box with an area, and a mask of its image.
    for object in (try? CocoTruth(truth, lenient))?.objects ?? [] {
      #expect((object.box?.area ?? 0) > 0 && object.mask != nil)
    }
    for kind in RegionKind.allCases {
      do {
        let objects = try CocoTruth(truth, for: kind)
        let found = try CocoDetections(detections, against: objects, for: kind).all
        let evaluation = Evaluation(found, against: objects, of: kind)
        #expect(evaluation.precision.allSatisfy { $0.isFinite })
      } catch {
        #expect(error.description.hasSuffix("."))
      }
    }
  }

  @Test func damagedFilesAreReadOrRefused() throws {
    let (truth, detections) = (Array(Self.truth.utf8), Array(Self.detections.utf8))
    let whole = try folder.write(truth, to: "truth.json")
    let found = try folder.write(detections, to: "found.json")
    for (index, damaged) in Mutations(of: truth, seed: 1).prefix(200).enumerated() {
      try read(folder.write(damaged, to: "damaged-\(index % 2)"), found)
    }
    for damaged in Mutations(of: detections, seed: 2).prefix(200) {
      try read(whole, folder.write(damaged, to: "damaged"))
    }
    for damaged in Mutations.truncations(of: truth) + Mutations.truncations(of: detections) {
      let path = try folder.write(damaged, to: "damaged")
      try read(path, found)
      try read(whole, path)
    }
  }

  @Test(.enabled(if: ExtendedFuzzing.isEnabled))
  func damagedFilesForLong() throws {
    let whole = try folder.write(Array(Self.truth.utf8), to: "truth.json")
    let found = try folder.write(Array(Self.detections.utf8), to: "found.json")
    try ExtendedFuzzing.run(
      "COCO's files", on: [Array(Self.truth.utf8), Array(Self.detections.utf8)]
    ) { path in
      try read(path, found)
      try read(whole, path)
    }
  }
}
