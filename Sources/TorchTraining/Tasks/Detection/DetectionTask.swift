public import RunRecords
public import Settings
public import Torch
public import TorchData
public import TorchDetection
public import TorchNN

/// Finding objects in images: by the losses of Faster and Mask R-CNN, and measured by COCO's average precision.
///
/// Beside that, an evaluation tells the parts of the loss.
public struct DetectionTask: TrainingTask {
  /// `TaskDescription.detection(masks:)`.
  public let about: TaskDescription
  /// The SHA-256 of each file of annotations or garments.
  public let digests: [String: String]
  /// What the data has that is not learned from.
  public let notes: [String]
  /// The names of the kinds of objects, and the data set.
  public let weightsOrigin: WeightsOrigin
  private let loader: DetectionLoader
  private let evaluations: [EvaluatedPart: DetectionEvaluation]
  private let device: Device
  private let network: @Sendable (RunConfiguration) -> DetectionNetwork

  /// The task of a run's options, with the data that they name.
  ///
  /// - Parameter configuration: the options, of a network that finds objects.
  /// - Throws: a `DataError`, or `TrainingError` where the data does not fit the options.
  public init(_ configuration: RunConfiguration) throws {
    let pipeline = configuration.detectionPipeline
    let data = try DetectionData(configuration, masks: pipeline.masks)
    try self.init(
      DetectionLoader(
        data.training, batchSize: configuration.course.batchSize, pipeline: pipeline,
        seed: configuration.start.seed, shuffle: configuration.images.shuffle,
        workers: configuration.machine.workers,
        skipsCorrupt: configuration.reading.skipCorrupt ?? false),
      validation: data.validation, test: data.test, digests: data.digests, notes: data.notes,
      origin: WeightsOrigin(
        classNames: data.training.categories.all.map(\.name),
        categoryIDs: data.training.categories.all.map(\.id), dataset: configuration.data.dataset),
      on: configuration.machine.device.device
    ) { $0.makeDetector() }
  }

  /// The task of any images with objects.
  ///
  /// - Parameters:
  ///   - loader: where the batches come from.
  ///   - validation: training images that were held out; `nil` for none.
  ///   - test: what the result is measured on; `nil` for none.
  ///   - digests: the SHA-256 of each file, by its name.
  ///   - notes: what of the data is passed over, in a line each.
  ///   - origin: what files of weights say of this training.
  ///   - device: where the network is.
  ///   - network: makes the network of a run's options, as it is trained; with an output for each label of the
  ///     data set, and with masks where the pipeline has them.
  /// - Throws: `DataError` where the objects of what is evaluated cannot be read.
  public init(
    _ loader: DetectionLoader, validation: (any DetectionDataset)? = nil,
    test: (any DetectionDataset)? = nil, digests: [String: String] = [:], notes: [String] = [],
    origin: WeightsOrigin = WeightsOrigin(), on device: Device = .cpu,
    network: @escaping @Sendable (RunConfiguration) -> DetectionNetwork
  ) throws(DataError) {
    (self.loader, self.digests, self.notes) = (loader, digests, notes)
    (weightsOrigin, self.device, self.network) = (origin, device, network)
    about = .detection(masks: loader.pipeline.masks)
    var evaluations: [EvaluatedPart: DetectionEvaluation] = [:]
    for (part, images) in [(EvaluatedPart.validation, validation), (.test, test)] {
      guard let images else { continue }
      evaluations[part] = try DetectionEvaluation(
        of: images, loader.pipeline, workers: loader.workers, skipsCorrupt: loader.skipsCorrupt,
        on: device)
    }
    self.evaluations = evaluations
  }

  /// The network of the options.
  public func makeNetwork(for configuration: RunConfiguration) -> any Module {
    network(configuration)
  }

  /// The batches that the loader makes of an epoch.
  public var batchCount: Int { loader.batchCount }

  /// Why images were left out of batches so far.
  public var skipped: [DataError] { loader.skipped }

  /// The loader's batches.
  public func batches(epoch: Int, numbers: [Int]) -> () throws -> (any TrainingBatch)? {
    let batches = loader.batches(epoch: epoch, numbers: numbers)
    return aheadOfUse(on: device) { [loader, device] in
      try batches.next().map { batch in
        ObjectBatch(
          batch.moved { $0.sentAhead(to: device) }, missing: loader.batchSize - batch.count)
      }
    }
  }

  /// The mean loss with its parts, and the average precisions on all images of a part.
  public func evaluate(
    _ network: any Module, on part: EvaluatedPart, in pass: EvaluationPass
  ) throws -> Evaluation? {
    try evaluations[part].map { try $0.evaluate(network.asDetector, in: pass) }
  }

  /// The objects of some test images, and what the network finds in them.
  public func pictures(of network: any Module) throws -> [ResultPicture] {
    try evaluations[.test]?.pictures(of: network.asDetector) ?? []
  }
}

/// Some images with objects, where the network is.
struct ObjectBatch: TrainingBatch {
  let missing: Int
  private let batch: DetectionBatch

  init(_ batch: DetectionBatch, missing: Int) { (self.batch, self.missing) = (batch, missing) }

  /// The sum of the parts of the loss.
  func loss(of network: any Module) -> Tensor { network.asDetector.losses(batch).total }
}

extension Module {
  /// This network as one that finds objects; traps for others.
  var asDetector: DetectionNetwork {
    guard let detector = self as? DetectionNetwork else {
      preconditionFailure("expected a network that finds objects, found \(type(of: self))")
    }
    return detector
  }
}
