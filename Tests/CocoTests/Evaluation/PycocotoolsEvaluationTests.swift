import Coco
import Foundation
import TestSupport
import Testing

/// Random sets that `Tests/Fixtures/coco/make_coco.py` has evaluated with pycocotools.
struct SetCases {
  struct Expected: Decodable {
    var kind: String
    var most: Int
    var digests: [String: String]
    var numbers: [Double]
    var lines: [String]
  }

  let lines: [Substring]

  init(_ folder: String) throws {
    lines = try String(contentsOfFile: folder + "/sets.txt", encoding: .utf8)
      .split(separator: "\n")
  }

  /// Checks all of them; returns how many there are.
  func check() throws -> Int {
    let folder = try TemporaryFolder()
    for place in stride(from: 0, to: lines.count, by: 3) {
      let expected = try JSONDecoder().decode(Expected.self, from: Data(lines[place].utf8))
      let truth = try folder.write(Array(lines[place + 1].utf8), to: "truth.json")
      let detections = try folder.write(Array(lines[place + 2].utf8), to: "detections.json")
      let kind = try #require(RegionKind(rawValue: expected.kind))
      let objects = try CocoTruth(truth, for: kind)
      let evaluation = Evaluation(
        try CocoDetections(detections, against: objects, for: kind).all, against: objects,
        of: kind, EvaluationSettings(mostDetections: expected.most))
      let found = [
        "precision": evaluation.precision, "recall": evaluation.recall,
        "scores": evaluation.scores,
      ].mapValues(digest)
      #expect(found == expected.digests, "set \(place / 3)")
      // The first is that of 100 detections there, whatever else is asked for.
      let skipped = expected.most == 100 ? 0 : 1
      let numbers = SummaryLine.all.map { $0.value(of: evaluation) }
      #expect(numbers.dropFirst(skipped) == expected.numbers.dropFirst(skipped), "set \(place / 3)")
      let texts = SummaryLine.all.map { $0.text(of: evaluation) }
      #expect(texts.dropFirst(skipped) == expected.lines.dropFirst(skipped), "set \(place / 3)")
    }
    return lines.count / 3
  }
}

struct PycocotoolsEvaluationTests {
  @Test func evaluationsAreThoseOfPycocotools() throws {
    #expect(try SetCases(Fixture.path("coco")).check() == 40)
  }
}
