import Coco
import Foundation
import TestSupport
import Testing

@testable import TorchData

/// The tiles that `Scripts/aerial_trees.py` and `Scripts/tree_tiles.py` cut aerial photographs into.
@Suite struct AerialTreesTests {
  private static let tested = "2019_YELL_2_541000_4977000_image_crop"
  private let folder: TestSupport.TemporaryFolder
  private let fixture: ImageFixture

  init() throws { (folder, fixture) = (try TestSupport.TemporaryFolder(), try ImageFixture()) }

  /// Writes a picture of 19 × 13 pixels with trees, whose edges are given.
  private func write(
    _ name: String, _ boxes: [[Int]], start: String = "", png: String = "png-rgb8"
  ) throws {
    let objects = boxes.map { box in
      let edges = zip(["xmin", "ymin", "xmax", "ymax"], box).map { "<\($0)>\($1)</\($0)>" }
      return "<object><name>Tree</name><bndbox>\(edges.joined())</bndbox></object>"
    }
    let text = "\(start)<annotation><filename>a.tif</filename>\(objects.joined())</annotation>"
    try folder.write(Array(text.utf8), to: "pictures/\(name).xml")
    try folder.write(fixture.file(png), to: "pictures/\(name).png")
  }

  private func cut(_ words: String..., by script: String = "aerial_trees") async throws
    -> PythonScript
  {
    try await PythonScript(
      "Scripts/\(script).py", [folder.file("pictures"), folder.file("tiles")] + words)
  }

  @Test func tilesHaveThePixelsAndTheTrees() async throws {
    // On the upper left, on both sides of column 9 and row 6 in the middle, and on the lower right.
    try write("a", [[1, 2, 9, 5], [6, 4, 14, 13], [16, 10, 19, 13]])
    try write(Self.tested, [[0, 0, 19, 13]])
    let script = try await cut("--side", "10")
    #expect(script.isFine && script.text.contains("train: 4 tiles with 2 trees"), "\(script.text)")
    let images = try CocoImages(.training, in: folder.file("tiles"), masks: false)
    #expect(images.categories.all.map(\.name) == ["tree"] && images.count == 4)
    let examples = try (0..<4).map { try images.example(at: $0, masks: false) }
    #expect(
      examples.map { [$0.size.width, $0.size.height] } == [[9, 6], [10, 6], [9, 7], [10, 7]])
    // The tree of 8 × 9 has 3 × 2, 5 × 2, 3 × 7 and 5 × 7 pixels in the four tiles, of which none is half.
    #expect(examples.map { $0.objects.filter { !$0.isCrowd }.map(\.area) } == [[24], [], [], [9]])
    #expect(examples.map { $0.objects.filter(\.isCrowd).map(\.area) } == [[6], [10], [21], [35]])
    #expect(examples[3].objects[0].box == Box(x: 0, y: 0, width: 5, height: 7))
    let whole = Pixels(try fixture.tensor("pixels/png-rgb8"))
    let part = whole.part(PixelRegion(x: 9, y: 6, width: 10, height: 7))
    let file = Array(try Data(contentsOf: URL(fileURLWithPath: images.path(at: 3))))
    #expect(try decode(file) == part)
    let tested = try CocoImages(.test, in: folder.file("tiles"), masks: false)
    #expect(tested.count == 4 && tested.path(at: 0).contains(Self.tested))
  }

  @Test func tilesShowATreeOrNone() async throws {
    // Its middle is in the upper left tile, and it reaches into the one below, which is left out.
    try write("a", [[1, 2, 9, 8]])
    try write(Self.tested, [[10, 0, 19, 4]])
    let script = try await cut("--side", "10", by: "tree_tiles")
    #expect(script.isFine, "\(script.text)")
    #expect(script.text.contains("train: 1 with a tree, 2 with none"), "\(script.text)")
    #expect(script.text.contains("val: 1 with a tree, 3 with none"), "\(script.text)")
    func files(_ path: String) throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: folder.file("tiles/\(path)")).sorted()
    }
    #expect(try files("train/tree") == ["a-0-0.png"])
    #expect(try files("train/none") == ["a-0-1.png", "a-1-1.png"])
    #expect(try files("val/tree") == ["\(Self.tested)-0-1.png"])
    let whole = Pixels(try fixture.tensor("pixels/png-rgb8"))
    let file = try Data(contentsOf: URL(fileURLWithPath: folder.file("tiles/train/none/a-1-1.png")))
    #expect(
      try decode(Array(file)) == whole.part(PixelRegion(x: 9, y: 6, width: 10, height: 7)))
  }

  @Test func wrongFilesAreNamedAndLeaveNothing() async throws {
    for (boxes, start, png, words) in [
      (
        [[1, 2, 9, 12]], #"<!DOCTYPE a [<!ENTITY b SYSTEM "/etc/hostname">]>"#, "png-rgb8",
        "document type"
      ),
      ([[1, 2, 20, 12]], "", "png-rgb8", "object 1 is none in 19 × 13 pixels"),
      ([[1, 2, 9]], "", "png-rgb8", "object 1 has no box of four whole numbers"),
      ([[1, 2, 9, 12]], "<", "png-rgb8", "no XML"),
      ([[1, 2, 9, 12]], "", "baseline-420", "expected a PNG file"),
    ] {
      try write("a", boxes, start: start, png: png)
      let script = try await cut()
      #expect(
        !script.isFine && script.text.hasPrefix("aerial_trees: \(folder.file("pictures"))/a."))
      #expect(script.text.contains(words) && !script.text.contains("Traceback"), "\(script.text)")
      #expect(!FileManager.default.fileExists(atPath: folder.file("tiles")))
    }
  }
}
