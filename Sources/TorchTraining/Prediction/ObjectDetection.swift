import CentralizeOptions
import Coco
import EngineProtocol
import Files
import Foundation
import Torch
import TorchData
import TorchDetection
import TorchNN

/// What a detector finds in image files.
///
/// A folder gets `detections.json`, COCO's list of results with each file's name as `image_id`, and for each file a
/// picture with what is surer than ½ drawn onto it.
struct ObjectDetection {
  /// The file of results.
  static let results = "detections.json"
  /// From which score on an object is drawn.
  private static let drawn = 0.5

  private let network: DetectionNetwork
  private let detector: DetectorChoice
  private let origin: WeightsOrigin
  private let categories: DetectionCategories
  private let request: PredictRequest

  /// The detector of a request with the weights that it names; traps for one that is no detector's.
  init(_ request: PredictRequest, report: (WeightsReport) -> Void) throws {
    let detector = request.network.knownDetector
    let natural = request.network.makeDetector(detector, outputs: 2, using: .shapesOnly)
    let (tensors, told, origin) = try WeightsFile.read(
      request.weights, request.weightsReading, for: natural)
    let scores = tensors["roi_heads.box_predictor.cls_score.weight"]
    let found = scores.flatMap { $0.rank > 0 ? $0.size(0) : nil } ?? 0
    let outputs = request.classes ?? min(max(found, 2), Limits.classes)
    network = request.network.makeDetector(detector, outputs: outputs, using: Generator(seed: 0))
    network.move(dtype: request.machine.dtype.dtype, memoryFormat: .channelsLast)
    try load(
      tensors, into: network, file: request.weights, model: request.network.model.rawValue,
      request.weightsReading, told: told)
    report(told)
    network.setTraining(false)
    (self.detector, self.origin, self.request) = (detector, origin, request)
    categories = Self.categories(origin, outputs: outputs)
  }

  /// COCO's where the weights are of that, else from 1 on; with the names that the weights say.
  private static func categories(_ origin: WeightsOrigin, outputs: Int) -> DetectionCategories {
    let names = origin.classNames
    if origin.dataset == .coco, names.count == DatasetName.cocoIdentifiers.count {
      return DetectionCategories(
        zip(DatasetName.cocoIdentifiers, names).map { .init(id: .number($0), name: $1) })
    }
    return DetectionCategories(
      (1..<outputs).map { label in
        .init(
          id: .number(label),
          name: names.count == outputs - 1 ? names[label - 1] : "class \(label)")
      })
  }

  /// Finds the objects of `images`, and writes both.
  ///
  /// - Returns: Why files were left out, where that is allowed.
  func write(
    _ images: ImageFilesRequest, _ note: (String) -> Void
  ) throws -> [DataError] {
    let listed = try ListedImageFiles(images.paths, note)
    let skips = images.reading.skipCorrupt ?? false
    let files = try PlainImages(listed.paths, categories: categories, skipsCorrupt: skips)
    let loader = DetectionLoader(
      files, batchSize: 1, pipeline: pipeline(images), shuffle: false,
      groupsByShape: false, dropLast: false, workers: request.machine.workers, skipsCorrupt: skips)
    let reading = FoundObjects.Reading(categories, detector.convention)
    try Folder.make(request.output)
    var results: [DetectionResult] = []
    try loader.eachImage(Array(0..<loader.batchCount)) { index, batch in
      guard let batch else { return }
      let found = network.detections(in: batch.images, sizes: batch.sizes)
      let objects = FoundObjects(found[0], in: batch.examples[0], of: batch.sizes[0], reading)
      let name = listed.names[files.places[index]]
      results += objects.objects.map { DetectionResult($0, in: name, categories) }
      try draw(objects, file: files.path(at: index), name: name)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try AtomicFile.write(
      String(decoding: try encoder.encode(results), as: UTF8.self) + "\n",
      to: request.output + "/" + Self.results)
    return files.leftOut + loader.skipped
  }

  private func pipeline(_ images: ImageFilesRequest) -> DetectionPipeline {
    let dataset = images.dataset ?? origin.dataset ?? .coco
    let side = images.reading.imageSize ?? dataset.usualImageSize
    return request.network.detectionPipeline(
      shorterSide: side, flip: false, dtype: request.machine.dtype.dtype)
  }

  /// The least sure first, so that the surest lies on top.
  private func draw(_ found: FoundObjects, file: String, name: String) throws {
    var picture = try Picture(file: file)
    for object in found.objects.reversed() where object.score >= Self.drawn {
      let color = Picture.color(object.category)
      if let mask = object.mask { picture.draw(mask, in: color) }
      picture.draw(object.box, in: color)
      let percent = String(format: "%.0f%%", 100 * object.score)
      picture.draw(
        "\(categories.all[object.category].name) \(percent)", x: object.box.x, y: object.box.y,
        on: color)
    }
    let flat = name.replacing("/", with: "-")
    let bytes = picture.png
    try AtomicFile.write(to: "\(request.output)/\(flat).png") { (file) throws(FileError) in
      try file.append(bytes)
    }
  }
}

/// An entry of COCO's list of results.
private struct DetectionResult: Encodable {
  private struct Segmentation: Encodable {
    var size: [Int]
    var counts: String
  }

  private let image: String
  private let category: Int
  private let box: [Double]
  private let score: Double
  private let segmentation: Segmentation?

  init(_ object: FoundObjects.Object, in image: String, _ categories: DetectionCategories) {
    self.image = image
    if case .number(let number) = categories.all[object.category].id {
      category = number
    } else {
      category = object.category + 1
    }
    box = [object.box.x, object.box.y, object.box.width, object.box.height]
    score = object.score
    segmentation = object.mask.map {
      Segmentation(size: [$0.height, $0.width], counts: $0.text)
    }
  }

  private enum CodingKeys: String, CodingKey {
    case image = "image_id"
    case category = "category_id"
    case box = "bbox"
    case score, segmentation
  }
}
