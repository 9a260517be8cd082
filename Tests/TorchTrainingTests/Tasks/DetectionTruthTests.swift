import Coco
import RunRecords
import TestSupport
import Testing
import TorchData

@testable import TorchTraining

/// How much a detector finds, as a task measures it.
@Suite struct DetectionTruthTests {
  /// Two images without pixels, the second one's identifier before the first one's.
  private struct Plain: DetectionDataset {
    var examples: [DetectionExample]
    let categories = DetectionCategories([
      .init(id: .number(7), name: "a"), .init(id: .number(9), name: "b"),
    ])
    let channels = 3
    let hasMasks = true
    var count: Int { examples.count }
    func size(at index: Int) -> PixelSize { examples[index].size }
    func example(at index: Int, masks: Bool) -> DetectionExample { examples[index] }
    func withImage(
      at index: Int, masks: Bool,
      _ body: (_ image: StoredImage, _ example: DetectionExample) throws(DataError) -> Void
    ) throws(DataError) {}
  }

  private static let size = PixelSize(width: 200, height: 100)

  private static func mask(_ box: Box) throws -> RunLengths {
    try RunLengths(height: size.height, width: size.width, box: box)
  }

  private let dataset: Plain
  /// Every object but the crowd, and one that is too small, found with these scores.
  private let found: [FoundObjects]

  init() throws {
    let boxes = [
      Box(x: 10, y: 10, width: 20, height: 20), Box(x: 50, y: 20, width: 60, height: 40),
      Box(x: 0, y: 0, width: 120, height: 100),
    ]
    func object(_ place: Int, _ category: Int, isCrowd: Bool = false) throws -> DetectionObject {
      DetectionObject(
        box: boxes[place], category: category, isCrowd: isCrowd, mask: try Self.mask(boxes[place]))
    }
    dataset = Plain(examples: [
      DetectionExample(
        index: 0, imageID: .number(30), size: Self.size,
        objects: [try object(0, 0), try object(1, 1), try object(2, 1, isCrowd: true)]),
      DetectionExample(
        index: 1, imageID: .number(20), size: Self.size, objects: [try object(2, 1)]),
    ])
    let part = Box(x: 10, y: 10, width: 19, height: 13)
    found = [
      FoundObjects(
        image: 0,
        objects: [
          .init(category: 0, score: 0.75, box: part, mask: try Self.mask(part)),
          .init(category: 1, score: 0.5, box: boxes[1], mask: try Self.mask(boxes[1])),
        ]),
      FoundObjects(
        image: 1,
        objects: [.init(category: 1, score: 0.1, box: boxes[2], mask: try Self.mask(boxes[2]))]),
    ]
  }

  @Test func theMetricsAreAveragePrecisions() throws {
    let metrics = try DetectionTruth(dataset, masks: true).metrics(of: found)
    // Of class a 247 of 400 pixels are found: at 0.5, 0.55 and 0.6 of the ten overlaps. Class b always.
    #expect(near(metrics["AP"], (0.3 + 1) / 2) && near(metrics["maskAP"], (0.3 + 1) / 2))
    #expect(near(metrics["AP50"], 1) && near(metrics["AP75"], 0.5))
    #expect(near(metrics["APsmall"], 0.3) && near(metrics["APmedium"], 1))
    #expect(near(metrics["APlarge"], 1) && near(metrics["maskAPlarge"], 1))
    for masks in [false, true] {
      let found = try DetectionTruth(dataset, masks: masks).metrics(of: found)
      let about = TaskDescription.detection(masks: masks)
      let losses = Set(about.metrics.map(\.name)).subtracting(found.keys)
      #expect(found.keys.allSatisfy { name in about.metrics.contains { $0.name == name } })
      #expect(losses.count == (masks ? 5 : 4) && losses.allSatisfy { $0.hasSuffix("Loss") })
      #expect(about.headline.rawValue == "testAP")
    }
  }

  /// Images that nobody looked at count neither for nor against; where there is no object, there is no number.
  @Test func imagesThatAreLeftOutDoNotCount() throws {
    let truth = try DetectionTruth(dataset, masks: false)
    let first = truth.metrics(of: [found[0]])
    #expect(near(first["AP"], (0.3 + 1) / 2) && first["APlarge"]?.isNaN == true)
    let nothing = truth.metrics(of: [FoundObjects(image: 1, objects: [])])
    #expect(nothing["AP"] == 0)
  }

  @Test func numbersSayTheSame() {
    let numbers = found.flatMap(\.numbers)
    #expect(FoundObjects.all(numbers) { _ in Self.size } == found)
    let plain = found.map { found in
      FoundObjects(
        image: found.image,
        objects: found.objects.map { .init(category: $0.category, score: $0.score, box: $0.box) })
    }
    #expect(FoundObjects.all(plain.flatMap(\.numbers)) { _ in Self.size } == plain)
    #expect(FoundObjects.all([]) { _ in Self.size }.isEmpty)
  }
}
