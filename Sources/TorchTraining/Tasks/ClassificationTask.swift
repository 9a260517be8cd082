public import RunRecords
public import Settings
public import Torch
public import TorchData
public import TorchNN

/// Telling apart the classes of images: by the cross-entropy of logits `[N, K]`, and measured by the
/// share of images whose largest logit is their class; of more than ten classes also by the share of those whose class
/// is among the five largest.
public struct ClassificationTask: TrainingTask {
  /// `classification`, with what is measured of so many classes.
  public private(set) var about = TaskDescription.classification
  /// The SHA-256 of each file of images.
  public let digests: [String: String]
  /// What the files have that is not read.
  public private(set) var notes: [String] = []
  /// The names of the classes, and the data set.
  public private(set) var weightsOrigin = WeightsOrigin()
  private let loader: DataLoader
  private let evaluated: [EvaluatedPart: any ImageDataset]
  private let pipeline: ImagePipeline
  private let device: Device
  private let labelSmoothing: Double
  /// Whether a batch of a single image leaves a batch norm one value per channel.
  private var refusesSingleImages = false

  /// The task of a run's options, with the data that they name.
  ///
  /// - Parameters:
  ///   - configuration: the options.
  ///   - data: the images, if they have been read already.
  /// - Throws: a `DataError`, or `TrainingError` where the data does not fit the options.
  public init(_ configuration: RunConfiguration, data: RunData? = nil) throws {
    let data = try data ?? RunData(configuration)
    self.init(
      DataLoader(
        data.training, batchSize: configuration.course.batchSize, pipeline: data.trainingPipeline,
        seed: configuration.start.seed, shuffle: configuration.images.shuffle,
        workers: configuration.machine.workers,
        skipsCorrupt: configuration.reading.skipCorrupt ?? false),
      validation: data.validation, test: data.test, pipeline: data.evaluationPipeline,
      digests: data.digests, labelSmoothing: configuration.objective.labelSmoothing,
      on: configuration.machine.device.device)
    about = .classification(classes: configuration.data.classes)
    notes = data.notes
    weightsOrigin = WeightsOrigin(
      classNames: data.classNames, dataset: configuration.data.dataset)
    refusesSingleImages = try configuration.checkBatchNorm(on: data.training)
  }

  /// The task of a program's own images, in batches as a run's options say.
  ///
  /// Batch size, seed, workers and the device are the run's, and of more than ten classes the five likeliest
  /// count too.
  ///
  /// - Parameters:
  ///   - configuration: the options.
  ///   - training: what the network learns from.
  ///   - validation: training images that were held out; `nil` for none.
  ///   - test: what the result is measured on.
  ///   - pipeline: what happens to images that are learned from.
  ///   - evaluation: what happens to images that are evaluated; `pipeline` by default, without what is random
  ///     in it.
  ///   - digests: the SHA-256 of each file, by its name: see ``DataDigest``.
  ///   - classNames: the names of the classes, which are kept with the weights.
  public init(
    _ configuration: RunConfiguration, training: any ImageDataset,
    validation: (any ImageDataset)? = nil, test: any ImageDataset, _ pipeline: ImagePipeline,
    evaluation: ImagePipeline? = nil, digests: [String: String] = [:], classNames: [String] = []
  ) {
    self.init(
      DataLoader(
        training, batchSize: configuration.course.batchSize, pipeline: pipeline,
        seed: configuration.start.seed, workers: configuration.machine.workers),
      validation: validation, test: test, pipeline: evaluation, digests: digests,
      on: configuration.machine.device.device)
    about = .classification(classes: training.classCount)
    weightsOrigin = WeightsOrigin(classNames: classNames)
  }

  /// The task of any images.
  ///
  /// - Parameters:
  ///   - loader: where the batches come from.
  ///   - validation: training images that were held out; `nil` for none.
  ///   - test: what the result is measured on; `nil` for none.
  ///   - pipeline: what happens to images that are evaluated; that of the loader by default, without
  ///     what is random in it.
  ///   - digests: the SHA-256 of each file, by its name.
  ///   - labelSmoothing: the share of each label that is spread over all classes, in [0, 1).
  ///   - device: where the network is.
  public init(
    _ loader: DataLoader, validation: (any ImageDataset)? = nil, test: (any ImageDataset)? = nil,
    pipeline: ImagePipeline? = nil, digests: [String: String] = [:], labelSmoothing: Double = 0,
    on device: Device = .cpu
  ) {
    (self.loader, self.digests, self.device) = (loader, digests, device)
    self.labelSmoothing = labelSmoothing
    self.pipeline = pipeline ?? loader.pipeline
    evaluated = [.validation: validation, .test: test].compactMapValues { $0 }
  }

  /// The batches that the loader makes of an epoch.
  public var batchCount: Int { loader.batchCount }

  /// Why images were left out of batches so far.
  public var skipped: [DataError] { loader.skipped }

  /// The loader's batches.
  public func batches(epoch: Int, numbers: [Int]) -> () throws -> (any TrainingBatch)? {
    let batches = loader.batches(epoch: epoch, numbers: numbers)
    return aheadOfUse(on: device) { [loader, device, labelSmoothing, refusesSingleImages] in
      guard let batch = try batches.next() else { return nil }
      if refusesSingleImages, batch.count == 1 { throw TrainingError.oneValuePerChannel(size: nil) }
      return ImageBatch(
        batch, missing: loader.batchSize - batch.count, labelSmoothing: labelSmoothing, on: device)
    }
  }

  /// The mean cross-entropy and the accuracies on all images of a part.
  public func evaluate(
    _ network: any Module, on part: EvaluatedPart, in pass: EvaluationPass
  ) throws -> Evaluation? {
    try evaluated[part].map { images in
      try Evaluation(
        of: network.asLayer, on: images, pipeline, device: device, workers: loader.workers,
        skipsCorrupt: loader.skipsCorrupt, measuring: about, in: pass)
    }
  }
}

/// Some images and their classes, where the network is.
struct ImageBatch: LayerBatch {
  let input: Tensor
  let missing: Int
  private let labels: Tensor
  private let mixing: (partnerLabels: Tensor, share: Double)?
  private let labelSmoothing: Double

  init(_ batch: Batch, missing: Int = 0, labelSmoothing: Double = 0, on device: Device) {
    self.labelSmoothing = labelSmoothing
    (input, self.missing) = (batch.images.sentAhead(to: device), missing)
    labels = batch.labels.sentAhead(to: device)
    mixing = batch.mixing.map { ($0.partnerLabels.sentAhead(to: device), $0.share) }
  }

  /// The mean cross-entropy; of images that mixup or cutmix has mixed, the mean of both labels' by the
  /// images' shares, and the labels smoothed where that was asked for.
  func loss(of network: any Layer) -> Tensor {
    let logits = network(input)
    let own = logits.crossEntropy(labels, labelSmoothing: labelSmoothing)
    guard let mixing else { return own }
    let partner = logits.crossEntropy(
      mixing.partnerLabels, labelSmoothing: labelSmoothing)
    return own * mixing.share + partner * (1 - mixing.share)
  }
}

extension Evaluation {
  /// Evaluates a classifier on all images of `dataset`, in evaluation mode; the mode is then restored.
  ///
  /// With `skipsCorrupt`, damaged image files count neither as right nor as wrong. What is measured is `task`'s:
  /// `TaskDescription.classification(classes:)`. Without a `batchSize` it is 500, and on a processor less for images of more than
  /// 32 × 32 pixels.
  public init(
    of network: any Layer, on dataset: any ImageDataset, _ pipeline: ImagePipeline,
    device: Device = .cpu, batchSize: Int? = nil, workers: Int = 1, skipsCorrupt: Bool = false,
    measuring task: TaskDescription = .classification, in pass: EvaluationPass = EvaluationPass()
  ) throws {
    let pipeline = pipeline.withoutAugmentation
    let loader = DataLoader(
      dataset, batchSize: batchSize ?? EvaluationBatch.size(of: dataset, pipeline, on: device),
      pipeline: pipeline, shuffle: false, dropLast: false, workers: workers,
      skipsCorrupt: skipsCorrupt)
    let batches = loader.batches(epoch: 0, numbers: pass.numbers(of: loader.batchCount))
    let countsFive = task.metrics.count > 1
    var found: [[Double]] = []
    try network.evaluating {
      while let batch = try batches.next() {
        let labels = batch.labels.to(device)
        let logits = network(batch.images.to(device))
        let predicted = logits.argmax(dim: 1).to(.cpu).array(of: Int64.self)
        found.append(
          [
            logits.crossEntropy(labels, reduction: .sum).item,
            countsFive ? Double(logits.rightAmongFive(batch.labels)) : 0,
          ]
            + zip(batch.labels.array(of: Int64.self), predicted).flatMap {
              [Double($0), Double($1)]
            })
        try pass.batchEnds()
      }
    }
    let all = try pass.gather(found)
    let pairs = all.flatMap { numbers in
      stride(from: 2, to: numbers.count, by: 2).map {
        (label: Int(numbers[$0]), predicted: Int(numbers[$0 + 1]))
      }
    }
    let count = Double(pairs.count)
    let accuracies =
      [Double(pairs.count { $0.label == $0.predicted }) / count]
      + (countsFive ? [all.reduce(0) { $0 + $1[1] } / count] : [])
    self.init(
      loss: all.reduce(0) { $0 + $1[0] } / count,
      metrics: Dictionary(uniqueKeysWithValues: zip(task.metrics.map(\.name), accuracies)),
      skipped: loader.skipped, confusion: ClassConfusion(pairs))
  }
}

extension Tensor {
  /// How many rows of these logits `[N, K]` have that of their label `[N]` among the five largest.
  ///
  /// Of equal logits the first counts as the larger, as in `argmax(dim:)`; one that is no number as larger than any
  /// other, and that of a label as no hit.
  func rightAmongFive(_ labels: Tensor) -> Int {
    let (logits, labels) = (array(of: Double.self), labels.array(of: Int64.self))
    let classes = logits.count / Swift.max(labels.count, 1)
    return logits.withUnsafeBufferPointer { logits in
      labels.enumerated().count { row, label in
        let (start, label) = (row * classes, Int(label))
        let own = logits[start + label]
        var larger = 0
        for place in 0..<classes where place != label {
          let other = logits[start + place]
          if !(other < own || (other == own && place > label)) { larger += 1 }
        }
        return larger < 5 && !own.isNaN
      }
    }
  }
}
