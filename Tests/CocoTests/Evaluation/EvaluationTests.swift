import Coco
import Foundation
import Testing

struct EvaluationTests {
  private static let perfect = 0.9999999999999998

  /// The twelve numbers, by their names.
  private func numbers(_ evaluation: Evaluation) -> [String: Double] {
    Dictionary(
      uniqueKeysWithValues: SummaryLine.all.map { ($0.name, $0.value(of: evaluation)) })
  }

  @Test func thresholdsAreNumPys() {
    #expect(
      EvaluationSettings.overlaps == [
        0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.8999999999999999, 0.95,
      ])
    #expect(EvaluationSettings.recalls.count == 101)
    #expect(
      EvaluationSettings.recalls[29] == 0.29
        && EvaluationSettings.recalls[35] == 0.35000000000000003)
    #expect(EvaluationSettings.recalls.last == 1)
  }

  @Test func aPerfectResultIsOne() {
    let boxes = [box(0, 0, 10, 10), box(20, 20, 40, 40), box(0, 0, 99, 99)]
    let all = numbers(
      Evaluation(
        zip(boxes, [0.9, 0.8, 0.7]).map { found($0, $1) }, against: truth(boxes), of: .box))
    for name in ["AP", "AP50", "AP75", "AR", "AR10"] { #expect(all[name] == 1, "\(name)") }
    // Of a single object, 1 / (1 + 2⁻⁵²).
    for name in ["APsmall", "APmedium", "APlarge"] { #expect(all[name] == Self.perfect, "\(name)") }
    #expect(abs(all["AR1", default: 0] - 1 / 3.0) < 1e-15)
  }

  @Test func withoutObjectsThereIsNoNumber() {
    let empty = Evaluation([found(box(0, 0, 9, 9), 1)], against: truth([]), of: .box)
    #expect(Set(numbers(empty).values) == [-1])
    #expect(empty.averagePrecision() == nil && Set(empty.precision) == [-1])
    let nothing = numbers(Evaluation([], against: truth([box(0, 0, 9, 9)]), of: .box))
    #expect(nothing["AP"] == 0 && nothing["AR"] == 0 && nothing["APlarge"] == -1)
  }

  /// One of two objects is found, and one detection is wrong: precision 1 up to recall ½ if the right one is
  /// surer, else ½.
  @Test func precisionIsThatOfTheSurest() {
    let objects = truth([box(0, 0, 50, 50), box(60, 60, 30, 30)])
    let right = found(box(0, 0, 50, 50), 0.5)
    let first = Evaluation([right, found(box(0, 60, 9, 9), 0.4)], against: objects, of: .box)
    #expect(abs(numbers(first)["AP", default: 0] - 51.0 / 101) < 1e-12)
    let second = Evaluation([right, found(box(0, 60, 9, 9), 0.6)], against: objects, of: .box)
    #expect(abs(numbers(second)["AP", default: 0] - 25.5 / 101) < 1e-12)
    // The score from which on half of the objects are found.
    #expect(first.scores[50 * 12 + 2] == 0.5 && first.scores[51 * 12 + 2] == 0)
  }

  @Test func amongEqualScoresTheFirstCounts() {
    let objects = truth([box(0, 0, 50, 50)])
    let (right, wrong) = (found(box(0, 0, 50, 50), 0.5), found(box(60, 60, 9, 9), 0.5))
    let ahead = Evaluation([right, wrong], against: objects, of: .box)
    let behind = Evaluation([wrong, right], against: objects, of: .box)
    #expect(numbers(ahead)["AP"] == Self.perfect)
    #expect(abs(numbers(behind)["AP", default: 0] - 0.5) < 1e-12)
  }

  @Test func aCrowdTakesAnyNumber() {
    var objects = truth([box(0, 0, 50, 50)]).objects
    objects += truth([box(50, 50, 50, 50)], isCrowd: true).objects
    let all = CocoTruth(
      images: truth([]).images, categories: truth([]).categories, objects: objects)
    let within = (0..<5).map { found(box(52 + Double($0), 60, 20, 20), 0.9) }
    let evaluation = Evaluation(within + [found(box(0, 0, 50, 50), 0.1)], against: all, of: .box)
    #expect(numbers(evaluation)["AP"] == Self.perfect)
    #expect(evaluation.objects == [1])
  }

  @Test func whatIsOfAnotherSizeIsLeftOut() {
    // The area is what is said, not that of the box; bounds belong to both sides.
    let evaluation = Evaluation(
      [found(box(0, 0, 50, 50), 1)], against: truth([box(0, 0, 50, 50)], area: 1024), of: .box)
    let all = numbers(evaluation)
    #expect(all["APsmall"] == Self.perfect && all["APmedium"] == Self.perfect)
    #expect(all["APlarge"] == -1)
  }

  @Test func moreDetectionsCountWhereThatIsSaid() {
    let objects = truth([box(0, 0, 50, 50)])
    let wrong = (0..<120).map { _ in found(box(60, 60, 9, 9), 0.9) }
    let all = wrong + [found(box(0, 0, 50, 50), 0.1)]
    let few = Evaluation(all, against: objects, of: .box)
    #expect(numbers(few)["AP"] == 0 && numbers(few)["AR"] == 0)
    let many = Evaluation(all, against: objects, of: .box, EvaluationSettings(mostDetections: 300))
    #expect(numbers(many)["AR"] == 1 && numbers(many)["AR10"] == 0)
    #expect(abs(numbers(many)["AP", default: 0] - 1 / 121.0) < 1e-12)
    #expect(SummaryLine.all[0].text(of: many).contains("maxDets=300 ] = 0.008"))
  }

  @Test func boxesWithoutAreaOverlapNothing() {
    for degenerate in [
      box(5, 5, 0, 10), box(0, 0, 0, 0), box(.nan, 0, 50, 50), box(0, 0, 1e-200, 1e-200),
    ] {
      let evaluation = Evaluation([found(degenerate, 1)], against: truth([degenerate]), of: .box)
      #expect(evaluation.recall[2] <= 0, "\(degenerate)")
      #expect(evaluation.precision.allSatisfy { $0.isFinite })
    }
  }

  @Test func jsonHoldsAllArrays() throws {
    struct Read: Decodable {
      var stats: [Double]
      var precision: [[[[[Double]]]]]
      var recall: [[[[Double]]]]
      var maxDetections: [Int]
    }
    let evaluation = Evaluation(
      [found(box(0, 0, 40, 50), 1)], against: truth([box(0, 0, 50, 50)]), of: .box)
    let read = try JSONDecoder().decode(Read.self, from: Data(evaluation.json.utf8))
    #expect(read.stats == SummaryLine.all.map { $0.value(of: evaluation) })
    #expect(
      read.precision.flatMap { $0.flatMap { $0.flatMap { $0.flatMap { $0 } } } }
        == evaluation.precision)
    #expect(read.recall.flatMap { $0.flatMap { $0.flatMap { $0 } } } == evaluation.recall)
    #expect(
      read.precision.count == 10 && read.precision[0].count == 101
        && read.precision[0][0].count == 1)
    #expect(read.maxDetections == [1, 10, 100])
  }
}
