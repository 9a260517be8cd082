import Coco
import TestSupport
import Testing
import Torch

@testable import TorchData

/// Folders that are laid out as COCO's, with all that its files hold.
@Suite struct CocoImagesTests {
  private let folder: TestSupport.TemporaryFolder
  private let fixture: ImageFixture

  init() throws {
    (folder, fixture) = (try TestSupport.TemporaryFolder(), try ImageFixture())
    for (name, file) in [
      ("baseline-420", "000000000009.jpg"), ("gray", "gray.jpg"),
      ("png-rgb8", "below/Grün 木.png"), ("jpeg-17x9", "small.jpg"),
    ] { try folder.write(fixture.file(name), to: "train2017/\(file)") }
  }

  private static let images = #"""
    {"id": 9, "file_name": "000000000009.jpg", "width": 45, "height": 35},
    {"id": 4, "file_name": "gray.jpg", "width": 45, "height": 35},
    {"id": "grün", "file_name": "below/Gr\u00fcn 木.png", "width": 19, "height": 13},
    {"id": 700, "file_name": "small.jpg", "width": 17, "height": 9}
    """#
  private static let annotations = #"""
    {"id": 5, "image_id": 9, "category_id": 90, "bbox": [1.5, 2.25, 10.5, 20], "area": 77.5, "iscrowd": 0,
     "segmentation": [[2, 3, 10, 3, 10, 20, 2, 20], [11, 3, 12, 3, 12, 5]]},
    {"id": 6, "image_id": 9, "category_id": 1, "bbox": [0, 0, 45, 35], "area": 300, "iscrowd": 1,
     "segmentation": {"size": [35, 45], "counts": [5, 300, 1270]}},
    {"id": "x", "image_id": "grün", "category_id": 3, "bbox": [0, 0, 5, 5], "area": 9, "iscrowd": 0,
     "segmentation": {"size": [13, 19], "counts": "TEXT"}}
    """#
  private static var text: String {
    get throws {
      let mask = try RunLengths(height: 13, width: 19, counts: [0, 9, 238])
      return annotations.replacing("TEXT", with: mask.text.replacing("\\", with: #"\\"#))
    }
  }

  private func write(
    _ annotations: String, images: String = images, to name: String = "instances_train2017.json"
  ) throws -> String {
    let json = """
      {"info": {}, "images": [\(images)], "annotations": [\(annotations)],
       "categories": [{"id": 3, "name": "car"}, {"id": 90, "name": "toothbrush"}, {"id": 1, "name": "person"}]}
      """
    return try folder.write(Array(json.utf8), to: "annotations/\(name)")
  }

  private func read(_ entries: String = "", masks: Bool = true, skips: Bool = false) throws
    -> CocoImages
  {
    _ = try write(Self.text + (entries.isEmpty ? "" : ", \(entries)"))
    return try CocoImages(.training, in: folder.path, masks: masks, skipsCorrupt: skips)
  }

  @Test func allThatTheFilesHoldIsThere() throws {
    let images = try read()
    #expect(images.count == 4 && images.hasMasks && images.leftOut.isEmpty)
    #expect(images.categories.all.map(\.name) == ["person", "car", "toothbrush"])
    #expect(images.categories.labelCount(by: .torchvision) == 91)
    let examples = try (0..<4).map { try images.example(at: $0, masks: true) }
    #expect(examples.map(\.imageID) == [.number(4), .number(9), .number(700), .text("grün")])
    #expect(examples.map(\.objects.count) == [0, 2, 0, 1])
    #expect(examples.map(\.size.width) == [45, 45, 17, 19])
    let (first, crowd) = (examples[1].objects[0], examples[1].objects[1])
    #expect(first.box == Box(x: 1.5, y: 2.25, width: 10.5, height: 20))
    #expect(first.area == 77.5 && first.category == 2 && !first.isCrowd)
    #expect(
      try first.mask
        == RunLengths(
          height: 35, width: 45,
          polygons: [[2, 3, 10, 3, 10, 20, 2, 20], [11, 3, 12, 3, 12, 5]]))
    #expect(crowd.isCrowd && crowd.mask?.counts == [5, 300, 1270] && crowd.area == 300)
    #expect(examples[3].objects[0].mask?.counts == [0, 9, 238])
    #expect(try images.example(at: 1, masks: false).objects.allSatisfy { $0.mask == nil })
  }

  /// Gray files become colors, crowds are not learnt from, and where there is nothing, boxes are `[0, 4]`.
  @Test func filesBecomeBatches() throws {
    let images = try read()
    let loader = DetectionLoader(
      images, batchSize: 4,
      pipeline: DetectionPipeline(
        normalization: plainNormalization, minSize: 35, maxSize: 100, flip: false, masks: true),
      shuffle: false)
    let batch = try #require(try loader.batches(epoch: 0).next())
    #expect(batch.images.shape == [4, 3, 64, 96])
    #expect(batch.sizes[0] == PixelSize(width: 45, height: 35) && batch.sizes[2].width == 66)
    #expect(isBitIdentical(batch.images[0][0], batch.images[0][2]))
    let expected = try fixture.tensor("pixels/baseline-420").permuted([2, 0, 1]).to(.float32) / 255
    let found = batch.images[1].narrowed(1, from: 0, count: 35).narrowed(2, from: 0, count: 45)
    #expect(maxDifference(found, expected) < 1e-6)
    #expect(batch.targets.map { $0.boxes.shape } == [[0, 4], [1, 4], [0, 4], [1, 4]])
    #expect(batch.targets[1].labels.array(of: Int.self) == [90])
    #expect(
      batch.targets[1].masks?.sum().item
        == batch.examples[1].objects[0].mask.map { Double($0.area) })
  }

  private static let wrong: [(String, String)] = [
    (
      #""bbox": [1, 1, 0, 5]"#,
      "annotation 7 has the box [1.0, 1.0, 0.0, 5.0], which bounds nothing"
    ),
    (
      #""bbox": [45, 1, 3, 5]"#,
      "annotation 7 has the box [45.0, 1.0, 3.0, 5.0], which lies outside of its image of 45×35 pixels"
    ),
    (#""bbox": [1, -9, 3, 5]"#, "which lies outside"),
    (#""bbox": [1, 1, -3, 5]"#, "with sides from 0 on"),
    (#""bbox": [NaN, 1, 3, 5]"#, "annotation 7 has the box [nan"),
    (#""bbox": [1, 1, 3, 5], "category_id": 2"#, "annotation 7 is of category 2, which"),
    (#""bbox": [1, 1, 3, 5], "image_id": 5"#, "annotation 7 is of image 5, which"),
    (#""bbox": [1, 1, 3, 5], "segmentation": [[1, 2, 3, 4]]"#, "a polygon of 4 numbers"),
    (#""bbox": [1, 1, 3, 5], "segmentation": []"#, "an empty list of polygons"),
    (
      #""bbox": [1, 1, 3, 5], "segmentation": {"size": [35, 45], "counts": [5, 300]}"#,
      "annotation 7 has run lengths of 305 pixels"
    ),
    (#""bbox": [1, 1, 3, 5], "id": 5"#, "annotation 5 stands more than once"),
  ]

  @Test(arguments: wrong)
  func whatIsWrongIsNamedOrLeftOut(_ entries: String, _ words: String) throws {
    let bad =
      #"{"id": 7, "image_id": 4, "category_id": 1, "area": 5, "segmentation": [[1, 1, 4, 1, 4, 6]], "#
      + entries + "}"
    let error = #expect(throws: DataError.self) { try read(bad) }
    let said = error?.description ?? ""
    #expect(said.contains(words), "\(said)")
    #expect(said.hasPrefix("\(folder.path)/annotations/instances_train2017.json: "), "\(said)")
    let rest = try read(bad, skips: true)
    #expect(rest.leftOut.count == 1 && rest.leftOut[0] == error)
    #expect(try rest.example(at: 0, masks: true).objects.isEmpty)
    #expect(try rest.example(at: 1, masks: true).objects.count == 2)
  }

  /// An image that is left out takes its annotations with it.
  @Test func wrongImagesAreNamedOrLeftOut() throws {
    for (images, words, left) in [
      (#"{"id": 9, "file_name": "small.jpg", "width": 17, "height": 9}"#, "image 9 stands more", 1),
      (
        #"{"id": 8, "file_name": "small.jpg", "width": 17}"#, "image 8 has no 'width' and 'height'",
        1
      ),
      (#"{"id": 8, "width": 17, "height": 9}"#, "image 8 has no 'file_name'", 1),
      (
        #"{"id": 8, "file_name": "../a.jpg", "width": 17, "height": 9}"#, "image 8 has no 'file_", 1
      ),
      (#"{"file_name": "small.jpg"}"#, "entry 5 of 'images' has no 'id'", 1),
      (#"{"id": 8, "width": 0, "height": 9}"#, "image 8 has a height or width", 1),
    ] {
      _ = try write(Self.text, images: "\(Self.images), \(images)")
      func read(_ skips: Bool) throws -> CocoImages {
        try CocoImages(.training, in: folder.path, masks: false, skipsCorrupt: skips)
      }
      let said = #expect(throws: DataError.self) { try read(false) }?.description ?? ""
      #expect(said.contains(words), "\(said)")
      let rest = try read(true)
      #expect(rest.count == 4 && rest.leftOut.count == left)
    }
    _ = try write(
      "", images: Self.images + #", {"id": 8, "file_name": "no.jpg", "width": 1, "height": 1}"#)
    for skips in [false, true] {
      let said = #expect(throws: DataError.self) {
        try CocoImages(.training, in: folder.path, masks: false, skipsCorrupt: skips)
      }
      #expect(said?.description.contains("train2017/no.jpg: expected this image") == true)
    }
  }

  /// Damaged image files, and those of another size, end a batch or are left out of it.
  @Test func damagedImagesAreNamedOrLeftOut() throws {
    let file = try fixture.file("baseline-420")
    try folder.write(Array(file.prefix(file.count / 2)), to: "train2017/small.jpg")
    let images = Self.images.replacing(
      #""gray.jpg", "width": 45"#, with: #""gray.jpg", "width": 35"#)
    _ = try write(
      Self.annotations.replacing(/\{"id": "x"[\s\S]*/, with: "").replacing(/,\s*$/, with: ""),
      images: images)
    let read = try CocoImages(.training, in: folder.path, masks: false)
    func loader(_ skips: Bool) -> DetectionLoader {
      DetectionLoader(
        read, batchSize: 4, pipeline: DetectionPipeline(minSize: 32, maxSize: 64), shuffle: false,
        skipsCorrupt: skips)
    }
    #expect(
      throws: DataError.wrongImageSize(
        file: "\(folder.path)/train2017/gray.jpg", width: 45, height: 35, expectedWidth: 35,
        expectedHeight: 35)
    ) { try loader(false).batches(epoch: 0).next() }
    let skipping = loader(true)
    let batch = try #require(try skipping.batches(epoch: 0).next())
    #expect(batch.examples.map(\.index) == [1, 3] && skipping.skipped.count == 2)
  }

  @Test func theYearMayBeLeftOut() throws {
    try folder.write(fixture.file("jpeg-17x9"), to: "val/small.jpg")
    let image = #"{"id": 700, "file_name": "small.jpg", "width": 17, "height": 9}"#
    _ = try write("", images: image, to: "instances_val.json")
    let images = try CocoImages(.test, in: folder.path, masks: true)
    #expect(images.count == 1 && images.path(at: 0) == "\(folder.path)/val/small.jpg")
    let said = #expect(throws: DataError.self) {
      try CocoImages(.training, in: folder.path, masks: true)
    }
    #expect(said?.description.contains("instances_train2017.json") == true)
  }
}
