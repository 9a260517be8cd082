import Coco
public import TorchData

/// What there is to be found in a data set, and how much of it a detector finds: by the metrics of COCO.
public struct DetectionTruth: Sendable {
  /// Whether masks are compared too.
  public let hasMasks: Bool
  /// By the images' identifiers.
  private let examples: [DetectionExample]
  private let categories: [CocoCategory]

  /// The truth of a data set.
  ///
  /// - Parameters:
  ///   - dataset: The images.
  ///   - masks: Whether masks are compared too, which the data set must then have.
  /// - Throws: `DataError` where the objects are read on demand and cannot be.
  public init(_ dataset: any DetectionDataset, masks: Bool) throws(DataError) {
    hasMasks = masks
    var examples: [DetectionExample] = []
    for index in 0..<dataset.count {
      examples.append(try dataset.example(at: index, masks: masks))
    }
    self.examples = examples.sorted { $0.imageID < $1.imageID }
    categories = dataset.categories.all.map { CocoCategory(id: $0.id, name: $0.name) }
  }

  /// The first images with objects, by their places in the data set.
  func first(_ count: Int) -> [DetectionExample] {
    Array(
      examples.filter { !$0.objects.isEmpty }.sorted { $0.index < $1.index }.prefix(count))
  }

  /// The metrics of `TaskDescription.detection(masks:)`.
  ///
  /// - Parameter found: What was found, image by image and in any order; images that are not among them,
  ///   because they are damaged, count neither for nor against.
  /// - Returns: Shares in [0, 1]; those are not a number for which there is no object.
  public func metrics(of found: [FoundObjects]) -> [String: Double] {
    let seen = Set(found.map(\.image))
    let examples = examples.filter { seen.contains($0.index) }
    let truth = CocoTruth(
      images: examples.map {
        CocoImage(id: $0.imageID, height: $0.size.height, width: $0.size.width)
      },
      categories: categories,
      objects: examples.enumerated().flatMap { place, example in
        example.objects.map { object in
          CocoObject(
            image: place, category: object.category, box: object.box, area: object.area,
            isCrowd: object.isCrowd, mask: object.mask)
        }
      })
    let places = Dictionary(
      examples.enumerated().map { ($1.index, $0) }, uniquingKeysWith: { first, _ in first })
    var metrics: [String: Double] = [:]
    for kind in hasMasks ? RegionKind.allCases : [.box] {
      let evaluation = Coco.Evaluation(
        found.flatMap { Self.detections($0, at: places[$0.image] ?? 0, kind) }, against: truth,
        of: kind)
      for line in SummaryLine.precisions {
        let value = line.value(of: evaluation)
        metrics[line.metric(of: kind)] = value < 0 ? .nan : value
      }
    }
    return metrics
  }

  /// A mask is as large as its pixels, a box as its sides say.
  private static func detections(
    _ found: FoundObjects, at place: Int, _ kind: RegionKind
  ) -> [CocoDetection] {
    found.objects.map { object in
      let area = kind == .mask ? object.mask.map { Double($0.area) } : nil
      return CocoDetection(
        image: place, category: object.category, score: object.score, box: object.box,
        area: area ?? object.box.area, mask: object.mask)
    }
  }
}

extension SummaryLine {
  /// Average precision over all overlaps, at 0.5 and 0.75, and of small, medium and large objects.
  static let precisions = all.filter { $0.measure == .precision }

  /// The name of the metric of boxes or masks.
  func metric(of kind: RegionKind) -> String { kind == .box ? name : "mask\(name)" }

  /// Its name for people.
  func title(of kind: RegionKind) -> String { kind == .box ? name : "mask \(name)" }
}
