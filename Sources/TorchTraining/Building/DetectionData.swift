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
    let (data, images) = (configuration.data, configuration.images)
    let isMade = data.dataset != .coco
    let first = try DetectionPart(
      .training, of: data,
      count: isMade ? (images.samples ?? SyntheticScenes.training) + images.validation : nil,
      configuration.reading, masks: masks)
    let second = try DetectionPart(
      .test, of: data, count: images.testSamples, configuration.reading, masks: masks)
    test = second.images
    digests = first.digests.merging(second.digests) { $1 }
    notes = first.notes + second.notes
    let convention = configuration.detector.convention
    try first.images.categories.check(outputs: data.classes, convention)
    let whole = try first.images.trainable(by: convention)
    let (held, wanted) = (images.validation, images.samples)
    try TrainingError.check(held + 1, of: whole.count, for: .validation)
    let left = whole.count - held
    let kept = isMade ? min(wanted ?? left, left) : wanted ?? left
    try TrainingError.check(kept, of: left, for: .trainSamples)
    try TrainingError.check(
      configuration.course.batchSize * configuration.course.accumulate, of: kept, for: .batchSize)
    training = whole.subset(Array(0..<kept))
    validation = held > 0 ? whole.subset(Array(left..<whole.count)) : nil
  }
}

extension RunConfiguration {
  /// What the detector is made of; traps where the network tells classes apart.
  var detector: DetectorChoice { network.knownDetector }

  /// What happens to the training images of a detector.
  var detectionPipeline: DetectionPipeline {
    network.detectionPipeline(
      shorterSide: reading.objectImageSize(of: data.dataset), flip: images.augment,
      dtype: machine.dtype.dtype)
  }
}
