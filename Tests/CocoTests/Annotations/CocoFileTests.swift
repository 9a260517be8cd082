import Coco
import TestSupport
import Testing

/// What files may hold, and what is said of what they may not.
struct CocoFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let images = #""images": [{"id": 7, "height": 10, "width": 20}, {"id": 3}]"#
  private static let categories = #""categories": [{"id": 2, "name": "cat"}, {"id": 1}]"#

  private func truth(
    _ annotations: String, images: String = images, categories: String = categories,
    for kind: RegionKind = .box
  ) throws -> CocoTruth {
    let json = "{\(images), \(categories), \"annotations\": [\(annotations)]}"
    return try CocoTruth(folder.write(Array(json.utf8), to: "truth.json"), for: kind)
  }

  /// An annotation of image 7 and category 2 with these entries beside.
  private func annotation(_ entries: String, id: String = "5") -> String {
    #"{"id": \#(id), "image_id": 7, "category_id": 2, "area": 12, \#(entries)}"#
  }

  private func refusal(_ body: () throws -> Any) -> String {
    #expect(throws: CocoError.self) { _ = try body() }?.description ?? ""
  }

  @Test func aTruthIsSortedByIdentifiers() throws {
    let truth = try truth(
      #"{"segmentation": "anything", "id": 0, "extra": {"a": [true, null, 1e5]}, "bbox": [1, 2, 3.5, 4e0], "#
        + #""area": 9.25, "category_id": 2.0, "image_id": 7, "iscrowd": 1}"#)
    #expect(truth.images.map(\.id) == [.number(3), .number(7)])
    #expect(truth.categories.map(\.name) == ["1", "cat"])
    let object = try #require(truth.objects.first)
    #expect(object.image == 1 && object.category == 1 && object.isCrowd)
    #expect(object.box == box(1, 2, 3.5, 4) && object.area == 9.25)
  }

  @Test func identifiersMayBeTexts() throws {
    let images = #""images": [{"id": "b\u00e9.jpg"}, {"id": "a/1.jpg"}, {"id": 4}]"#
    let truth = try truth(
      #"{"id": "x", "image_id": "bé.jpg", "category_id": 2, "area": 1, "bbox": [0, 0, 1, 1]}"#,
      images: images)
    #expect(truth.images.map(\.id) == [.number(4), .text("a/1.jpg"), .text("bé.jpg")])
    #expect(truth.objects.map(\.image) == [2])
  }

  /// An identifier of 0 is one like any other.
  @Test func theTruthWithTheIdentifierZeroCounts() throws {
    let truth = try truth(annotation(#""bbox": [1, 1, 8, 8]"#, id: "0"))
    let detections = try detections(
      #"{"image_id": 7, "category_id": 2, "score": 1, "bbox": [1, 1, 8, 8]}"#, truth)
    let evaluation = Evaluation(detections, against: truth, of: .box)
    #expect(evaluation.averageRecall() == 1)
  }

  private func detections(
    _ entries: String, _ truth: CocoTruth, for kind: RegionKind = .box
  ) throws -> [CocoDetection] {
    let path = try folder.write(Array("[\(entries)]".utf8), to: "found.json")
    return try CocoDetections(path, against: truth, for: kind).all
  }

  static let annotations: [(RegionKind, String, String)] = [
    (.box, #""a": 1"#, "annotation 5 has no 'bbox'"),
    (.box, #""bbox": [1, 2, 3]"#, "annotation 5 has a 'bbox' that is no list of four numbers"),
    (.box, #""bbox": [1, 2, -3, 4]"#, "annotation 5 has the box [1.0, 2.0, -3.0, 4.0]"),
    (.box, #""bbox": [NaN, 2, 3, 4]"#, "annotation 5 has the box [nan, "),
    (.box, #""bbox": [1, 2, Infinity, 4]"#, "annotation 5 has the box [1.0, 2.0, inf"),
    (.box, #""bbox": [0, 0, 1, 1], "area": "large""#, "annotation 5 has no 'area'"),
    (.box, #""bbox": [0, 0, 1, 1], "area": NaN"#, "annotation 5 has no 'area'"),
    (.box, #""bbox": [0, 0, 1, 1], "image_id": 8"#, "annotation 5 is of image 8, which"),
    (
      .box, #""bbox": [0, 0, 1, 1], "image_id": "7""#,
      "annotation 5 is of image '7', which the truth does not have; the truth has 7, which is a number"
    ),
    (.box, #""bbox": [0, 0, 1, 1], "image_id": 7.5"#, "annotation 5 has no 'image_id'"),
    (.box, #""bbox": [0, 0, 1, 1], "category_id": 9"#, "annotation 5 is of category 9, which"),
    (.mask, #""a": 1"#, "annotation 5 has no 'segmentation'"),
    (.mask, #""segmentation": []"#, "annotation 5 has an empty list of polygons"),
    (.mask, #""segmentation": [[]]"#, "annotation 5 has a polygon of 0 numbers"),
    (.mask, #""segmentation": [[1, 2, 3, 4]]"#, "annotation 5 has a polygon of 4 numbers"),
    (.mask, #""segmentation": [[1, 2, 3, 4, 5, NaN]]"#, "annotation 5 has a polygon with the"),
    (.mask, #""segmentation": [1, 2, 3, 4, 5, 6]"#, "annotation 5 has a polygon that is no list"),
    (.mask, #""segmentation": "abc""#, "annotation 5 has a segmentation that is neither"),
    (.mask, #""segmentation": {"counts": [200]}"#, "annotation 5 has run lengths without a size"),
    (
      .mask, #""segmentation": {"size": [10, 20], "counts": [100]}"#,
      "annotation 5 has run lengths of 100 pixels, where the image has 200"
    ),
    (
      .mask, #""segmentation": {"size": [10, 20], "counts": [300, -100]}"#,
      "annotation 5 has a run length that is negative"
    ),
    (
      .mask, #""segmentation": {"size": [20, 10], "counts": [200]}"#,
      "annotation 5 has run lengths of 20×10 pixels, but its image 7 has 10×20"
    ),
    (
      .mask, #""segmentation": {"size": [10, 20], "counts": "ooooo"}"#,
      "annotation 5 has run lengths as a text that is not understood from character 6 on"
    ),
    (
      .mask, #""segmentation": {"size": [10, 20], "counts": {}}"#,
      "annotation 5 has run lengths that are neither"
    ),
    (
      .mask, #""image_id": 3, "segmentation": [[1, 2, 3, 4, 5, 6]]"#,
      "annotation 5 is of image 3, which has no height and width"
    ),
  ]

  @Test(arguments: annotations)
  func aWrongAnnotationIsNamed(_ kind: RegionKind, _ entries: String, _ words: String) {
    let said = refusal { try truth(annotation(entries), for: kind) }
    #expect(said.hasPrefix("In \(folder.file("truth.json")), \(words)"), "\(said)")
    #expect(said.hasSuffix(".") && !said.contains("\n"))
  }

  @Test func whatStandsTwiceIsNamed() {
    let one = annotation(#""bbox": [0, 0, 1, 1]"#)
    #expect(refusal { try truth(one + "," + one) }.contains("annotation 5 stands more than once"))
    let images = #""images": [{"id": "a"}, {"id": 3}, {"id": "a"}]"#
    #expect(refusal { try truth("", images: images) }.contains("image 'a' stands more than once"))
    let categories = #""categories": [{"id": 1}, {"id": 1}]"#
    #expect(
      refusal { try truth("", categories: categories) }.contains("category 1 stands more"))
    #expect(
      refusal { try truth(#"{"image_id": 7}"#) }.contains("entry 1 of 'annotations' has no 'id'"))
  }

  /// What is wrong is left out and counted where that is allowed; what is right stays as it was.
  @Test(arguments: annotations)
  func aWrongAnnotationIsLeftOut(_ kind: RegionKind, _ entries: String, _ words: String) throws {
    let good = annotation(#""bbox": [1, 1, 8, 8], "segmentation": [[1, 1, 8, 1, 8, 8]]"#, id: "6")
    let json =
      "{\(Self.images), \(Self.categories), \"annotations\": [\(annotation(entries)), \(good)]}"
    let path = try folder.write(Array(json.utf8), to: "truth.json")
    let truth = try CocoTruth(path, CocoReading([kind], leavesOut: true))
    #expect(truth.leftOut.count == 1 && truth.leftOut[0].description.contains(words))
    #expect(truth.objects.map(\.box) == [box(1, 1, 8, 8)])
    #expect(truth.objects[0].mask != nil || kind == .box)
  }

  @Test func imagesAndDetectionsAreLeftOut() throws {
    let images =
      #""images": [{"id": 7, "height": 10, "width": 20}, {"id": 7, "height": 1}, {"a": 3}, {"id": 1}]"#
    let boxed = annotation(#""bbox": [1, 1, 8, 8]"#)
    let json = "{\(images), \(Self.categories), \"annotations\": [\(boxed), \(boxed)]}"
    let path = try folder.write(Array(json.utf8), to: "truth.json")
    let truth = try CocoTruth(path, CocoReading([.box], leavesOut: true))
    #expect(truth.images.map(\.id) == [.number(1), .number(7)] && truth.images[1].height == 10)
    #expect(truth.leftOut.count == 3 && truth.objects.count == 1)
    let found = try folder.write(
      Array(
        #"""
        [{"image_id": 7, "category_id": 2, "score": 1, "segmentation": [[1, 1, 8, 1, 8, 8]]},
         {"image_id": 7, "category_id": 2, "score": 0.5, "segmentation": [[1, 1]]},
         {"image_id": 8, "category_id": 2, "score": 0.5, "segmentation": [[1, 1, 8, 1, 8, 8]]},
         {"image_id": 7, "category_id": 2, "score": 0.25, "segmentation": [[1, 1, 4, 1, 4, 4, 1, 4]]}]
        """#.utf8), to: "found.json")
    let detections = try CocoDetections(found, against: truth, for: .mask, leavesOut: true)
    #expect(detections.all.map(\.score) == [1, 0.25] && detections.leftOut.count == 2)
    #expect(detections.all[1].mask?.box.width == 3)
  }

  @Test func wrongDetectionsAreNumbered() throws {
    let truth = try truth("", for: .mask)
    let good = #"{"image_id": 7, "category_id": 2, "score": 1, "bbox": [1, 1, 8, 8]}, "#
    for (entry, words) in [
      (#"{"image_id": 7, "category_id": 2, "bbox": [1, 1, 8, 8]}"#, "has no 'score'"),
      (#"{"image_id": 7, "category_id": 2, "score": NaN, "bbox": [1, 1, 8, 8]}"#, "has no 'score'"),
      (#"{"image_id": 9, "category_id": 2, "score": 1, "bbox": [1, 1, 8, 8]}"#, "is of image 9"),
      (#"{"image_id": 7, "category_id": 3, "score": 1, "bbox": [1, 1, 8, 8]}"#, "is of category 3"),
      (#"{"image_id": 7, "category_id": 2, "score": 1}"#, "has no 'bbox'"),
    ] {
      let said = refusal { try detections(good + entry, truth) }
      #expect(said.contains("found.json, detection 2, counted from 1, \(words)"), "\(said)")
    }
    #expect(refusal { try detections("7", truth) }.contains("entry 1 of 'detections' is no object"))
    #expect(try detections("", truth).isEmpty)
  }

  @Test func numbersAreReadToTheBit() throws {
    var random = SeededRandom(5)
    var texts = [
      "0", "-0", "1e22", "1e23", "123456789012345678901234567890", "0.1e-5", "5e-324", "1E+3",
    ]
    for _ in 0..<500 {
      let value = Double(bitPattern: UInt64.random(in: 0...(.max), using: &random))
      if value.isFinite { texts.append("\(value)") }
      texts.append("\(Double.random(in: -1000...1000, using: &random))")
      texts.append("\(Int.random(in: .min...(.max), using: &random))")
    }
    let entries = texts.map {
      #"{"image_id": 7, "category_id": 2, "score": \#($0), "bbox": [1, 1, 8, 8]}"#
    }
    let scores = try detections(entries.joined(separator: ","), try truth("")).map(\.score)
    #expect(scores.map(\.bitPattern) == texts.compactMap { Double($0)?.bitPattern })
  }

  @Test func aDetectionWithoutABoxHasThatOfItsMask() throws {
    let truth = try truth("")
    let mask = try RunLengths(height: 10, width: 20, polygons: [[2, 3, 2, 7, 9, 7, 9, 3]])
    let entry =
      #"{"image_id": 7, "category_id": 2, "score": 0.5, "segmentation": {"size": [10, 20], "counts": "#
      + "\"\(mask.text.replacing("\\", with: "\\\\"))\"}}"
    let found = try #require(try detections(entry, truth).first)
    #expect(found.box == mask.box && found.area == Double(mask.area) && found.mask == nil)
    #expect(try detections(entry, truth, for: .mask).first?.mask == mask)
  }

  @Test func aDetectionWithoutAMaskHasThatOfItsBox() throws {
    let entry = #"{"image_id": 7, "category_id": 2, "score": 1, "bbox": [2, 3, 7, 4]}"#
    let found = try #require(try detections(entry, try truth(""), for: .mask).first)
    #expect(found.mask?.area == 28 && found.mask?.box == box(2, 3, 7, 4))
  }

  @Test func whatIsNoJSONIsRefusedWithItsPlace() throws {
    for (json, words) in [
      ("", "is no object with 'images'"), ("[]", "is no object with 'images'"),
      ("{", "it ends too soon at byte 2"), (#"{"images": [], }"#, "expected a key at byte 16"),
      (#"{"images": 1}"#, "'images' is no list"), (#"{"images": []}"#, "has no 'categories'"),
      (#"{"a": 01}"#, "byte 7"), (#"{"a": tru}"#, "byte 7"), (#"{"a": "\#n"}"#, "byte 8"),
      ("{\"a\": \(String(repeating: "[", count: 5000))", "less nesting"),
      (#"{"images": [], "categories": [], "annotations": []} x"#, "nothing more"),
    ] {
      let path = try folder.write(Array(json.utf8), to: "truth.json")
      let said = refusal { try CocoTruth(path, for: .box) }
      #expect(said.contains(words) && said.hasPrefix(path), "\(said)")
    }
    #expect(refusal { try CocoTruth(folder.file("none"), for: .box) }.contains("No such file"))
  }
}
