import CentralizeOptions
import TorchData

/// The images with objects of a run: read once, divided, and with the digests of the files they came from.
struct DetectionData {
  /// What the network learns from.
  let training: DetectionSubset
  /// Training images that were held out; `nil` for none.
  let validation: DetectionSubset?
  /// What the precision is measured on.
  let test: any DetectionDataset
  /// The SHA-256 of each file of annotations or garments, by its name.
  let digests: [String: String]
  /// What of the data is passed over, in a line each.
  let notes: [String]

  /// Reads and divides the data of `configuration`.
  ///
  /// In this order: images that nothing can be learned from are left out, the last `validation` images are held
  /// out, the first `trainSamples` of the rest are kept. Of scenes that are made there are as many as are wanted, less
  /// those in which nothing is seen.
  init(_ configuration: RunConfiguration, masks: Bool) throws {
    let source =
      configuration.data.dataset == .coco
      ? try ObjectSource(files: configuration, masks: masks) : try ObjectSource(made: configuration)
    (test, digests, notes) = (source.test, source.digests, source.notes)
    let convention = configuration.detector.convention
    let labels = source.training.categories.labelCount(by: convention)
    if labels != configuration.data.classes {
      throw TrainingError.unfitClasses(
        option: "classes", expected: "\(labels), the labels of the data and the background",
        found: "\(configuration.data.classes)")
    }
    let whole = try source.training.trainable(by: convention)
    let (held, wanted) = (configuration.images.validation, configuration.images.samples)
    try TrainingError.check(held + 1, of: whole.count, for: .validation)
    let left = whole.count - held
    let kept = configuration.data.dataset == .coco ? wanted ?? left : min(wanted ?? left, left)
    try TrainingError.check(kept, of: left, for: .trainSamples)
    try TrainingError.check(
      configuration.course.batchSize * configuration.course.accumulate, of: kept, for: .batchSize)
    training = whole.subset(Array(0..<kept))
    validation = held > 0 ? whole.subset(Array(left..<whole.count)) : nil
  }
}

/// What lies in the folder of a data set.
private struct ObjectSource {
  let training: any DetectionDataset
  let test: any DetectionDataset
  let digests: [String: String]
  let notes: [String]

  /// Images and annotations in COCO's layout.
  init(files configuration: RunConfiguration, masks: Bool) throws {
    let folder = configuration.data.folder
    func part(_ split: DatasetSplit) throws -> CocoImages {
      try CocoImages(
        split, in: folder, masks: masks, skipsCorrupt: configuration.reading.skipCorrupt ?? false)
    }
    let (first, second) = (try part(.training), try part(.test))
    let count = configuration.images.testSamples ?? second.count
    try TrainingError.check(count, of: second.count, for: .testSamples)
    (training, test) = (first, second.subset(Array(0..<count)))
    digests = try fileDigests(
      DatasetSplit.allCases.map { try CocoImages.annotations(of: $0, in: folder) })
    notes = (first.leftOut + second.leftOut).map { "left out: \($0)" }
  }

  /// Scenes of garments.
  init(made configuration: RunConfiguration) throws {
    let (folder, images) = (configuration.data.folder, configuration.images)
    func scenes(_ split: DatasetSplit, _ count: Int) throws -> SyntheticGarments {
      try SyntheticGarments(
        split, in: folder, count: count, side: configuration.objectImageSize)
    }
    training = try scenes(
      .training, (images.samples ?? SyntheticScenes.training) + images.validation)
    test = try scenes(.test, images.testSamples ?? SyntheticScenes.test)
    digests = try fileDigests(
      DatasetSplit.allCases.flatMap { try PublishedDataset.fashionMNIST.files(of: $0, in: folder) })
    notes = []
  }
}

extension RunConfiguration {
  /// What the detector is made of; traps where the network tells classes apart.
  var detector: DetectorChoice { network.knownDetector }

  /// The length of the shorter side of an image, in pixels.
  fileprivate var objectImageSize: Int { reading.imageSize ?? data.dataset.usualImageSize }

  /// What happens to the training images of a detector.
  var detectionPipeline: DetectionPipeline {
    network.detectionPipeline(
      shorterSide: objectImageSize, flip: images.augment, dtype: machine.dtype.dtype)
  }
}
