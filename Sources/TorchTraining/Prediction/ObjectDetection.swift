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

  private let network: DetectionNetwork
  private let detector: DetectorChoice
  private let origin: WeightsOrigin
  private let categories: DetectionCategories
  private let request: PredictRequest

  /// The detector of a request with the weights that it names; traps for one that is no detector's.
  init(_ request: PredictRequest, report: (WeightsReport) -> Void) throws {
    let fitted = try FittedWeights(
      request.weights, request.weightsReading, request.network, outputs: request.classes)
    network = fitted.network
    network.move(dtype: request.machine.dtype.dtype, memoryFormat: .channelsLast)
    try load(
      fitted.tensors, into: network, file: request.weights,
      model: request.network.model.rawValue, request.weightsReading, told: fitted.report)
    report(fitted.report)
    network.setTraining(false)
    (detector, origin) = (request.network.knownDetector, fitted.origin)
    self.request = request
    categories = Self.categories(origin, detector.convention, outputs: network.outputs)
  }

  /// Those that the weights say, if the network has outputs for them; else from 1 on.
  private static func categories(
    _ origin: WeightsOrigin, _ convention: DetectionConvention, outputs: Int
  ) -> DetectionCategories {
    let known = Dictionary(zip(origin.categoryIDs, origin.classNames)) { first, _ in first }
    let said = DetectionCategories(known.map { .init(id: $0, name: $1) })
    if said.count > 0, said.labelCount(by: convention) == outputs { return said }
    return DetectionCategories(
      (1..<outputs).map { .init(id: .number($0), name: "class \($0)") })
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
      let objects = batch.found(
        network.detections(in: batch.images, sizes: batch.sizes), reading)[0]
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
    return request.network.detectionPipeline(
      shorterSide: images.reading.objectImageSize(of: dataset), flip: false,
      dtype: request.machine.dtype.dtype)
  }

  private func draw(_ found: FoundObjects, file: String, name: String) throws {
    let picture = try Picture(file: file).showing(found.drawn(categories))
    let flat = name.replacing("/", with: "-")
    try picture.write(to: "\(request.output)/\(flat).png")
  }
}

/// An entry of COCO's list of results.
private struct DetectionResult: Encodable {
  private struct Segmentation: Encodable {
    var size: [Int]
    var counts: String
  }

  private let image: String
  private let category: CocoIdentifier
  private let box: [Double]
  private let score: Double
  private let segmentation: Segmentation?

  init(_ object: FoundObjects.Object, in image: String, _ categories: DetectionCategories) {
    self.image = image
    category = categories.all[object.category].id
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
