import Coco
import Foundation
import TestSupport
import Testing

/// Masks that `Tests/Fixtures/coco/make_coco.py` has made with pycocotools.
struct MaskCases: Decodable {
  struct Polygons: Decodable {
    var size: [Int]
    var polygons: [[Double]]
    var text: String
    var area: Int
    var box: [Double]
  }
  struct Pixels: Decodable {
    var size: [Int]
    var pixels: [String]
    var texts: [String]
    var areas: [Int]
    var boxes: [[Double]]
    var union: String
    var intersection: String
    var overlaps: [Double]
  }
  var polygons: [Polygons]
  var pixels: [Pixels]

  init(_ folder: String) throws {
    let json = try Data(contentsOf: URL(fileURLWithPath: folder + "/masks.json"))
    self = try JSONDecoder().decode(Self.self, from: json)
  }

  /// Checks all of them; returns how many there are.
  func check() throws -> Int {
    for one in polygons {
      let runs = try RunLengths(height: one.size[0], width: one.size[1], polygons: one.polygons)
      #expect(runs.text == one.text, "\(one)")
      #expect(runs.area == one.area)
      #expect(Self.numbers(runs.box) == one.box, "\(one)")
      #expect(try RunLengths(height: runs.height, width: runs.width, text: one.text) == runs)
      #expect(try RunLengths(height: runs.height, width: runs.width, pixels: runs.pixels) == runs)
    }
    for one in pixels {
      let masks = try one.pixels.map { pixels in
        try RunLengths(
          height: one.size[0], width: one.size[1], pixels: pixels.utf8.map { $0 - 48 })
      }
      #expect(masks.map(\.text) == one.texts, "\(one)")
      #expect(masks.map(\.area) == one.areas)
      #expect(masks.map { Self.numbers($0.box) } == one.boxes)
      #expect(masks.map { $0.pixels.map(String.init).joined() } == one.pixels)
      #expect(RunLengths.merged(masks)?.text == one.union)
      #expect(RunLengths.merged(masks, by: .intersection)?.text == one.intersection)
      let both = masks[0].intersection(with: masks[1])
      let all = [masks[0].area + masks[1].area - both, masks[0].area]
      #expect(all.map { both == 0 ? 0 : Double(both) / Double($0) } == one.overlaps)
    }
    return polygons.count + pixels.count
  }

  private static func numbers(_ box: Box) -> [Double] { [box.x, box.y, box.width, box.height] }
}

struct PycocotoolsMaskTests {
  @Test func masksAreThoseOfPycocotools() throws {
    #expect(try MaskCases(Fixture.path("coco")).check() == 120)
  }
}
