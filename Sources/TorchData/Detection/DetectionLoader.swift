/// Cuts a data set of detection into the batches of an epoch, shuffled, mirrored and made ahead of time.
///
///     let loader = DetectionLoader(training, batchSize: 2, pipeline: DetectionPipeline(), seed: 7)
///     let batches = loader.batches(epoch: 0)
///     while let batch = try batches.next() {
///       train(on: batch.images, batch.sizes, batch.targets)
///     }
///
/// As with ``DataLoader``, the batches of an epoch depend on the data set, the batch size, the pipeline, the
/// seed and the epoch alone: not on the number of workers, nor on where in the epoch one starts. The images
/// lie channels-last.
public struct DetectionLoader: Sendable {
  /// The images.
  public let dataset: any DetectionDataset

  /// The number of images in a batch; the last one of an epoch may have fewer.
  public let batchSize: Int

  /// What happens to each image.
  public let pipeline: DetectionPipeline

  /// The seed of the order and of the mirroring.
  public let seed: UInt64

  /// Whether each epoch has an order of its own; else it is that of the data set.
  public let shuffle: Bool

  /// The number of threads that make batches; 0 makes them on the thread that asks for them.
  public let workers: Int

  /// How many batches each worker may be ahead.
  public let prefetch: Int

  /// Whether damaged image files are left out of their batches; else they are errors.
  public let skipsCorrupt: Bool

  /// The images that were left out so far.
  let skippedImages = SkippedImages()

  private let order: DetectionOrder

  /// A loader of `dataset`; nothing is read yet.
  ///
  /// - Parameters:
  ///   - dataset: The images.
  ///   - batchSize: The number of images in a batch, positive.
  ///   - pipeline: What happens to each image; as many channels as the images, and masks only where there are.
  ///   - seed: The seed of the order and of the mirroring.
  ///   - shuffle: Whether each epoch has a random order of its own.
  ///   - groupsByShape: Whether a shuffled epoch puts images of about one shape together, so that less is
  ///     padded: the same number of batches, of other images.
  ///   - dropLast: Whether images that do not fill a last batch are left out.
  ///   - workers: The number of threads that make batches, 0 or more.
  ///   - prefetch: How many batches each worker may be ahead, positive.
  ///   - skipsCorrupt: Whether files that are damaged, of another size than their annotations say, too large or
  ///     no images are left out of their batches, which then have fewer images, and remembered in ``skipped``;
  ///     a batch of which none is left is an error. A file that is missing always is one.
  public init(
    _ dataset: any DetectionDataset, batchSize: Int, pipeline: DetectionPipeline,
    seed: UInt64 = 0, shuffle: Bool = true, groupsByShape: Bool = true, dropLast: Bool = true,
    workers: Int = 1, prefetch: Int = 2, skipsCorrupt: Bool = false
  ) {
    precondition(batchSize > 0, "a batch of \(batchSize) images is empty")
    precondition(workers >= 0, "there cannot be \(workers) workers")
    precondition(prefetch > 0, "a worker that is \(prefetch) batches ahead does nothing")
    precondition(
      pipeline.normalization.mean.count == dataset.channels,
      "a normalization of \(pipeline.normalization.mean.count) channels "
        + "for images of \(dataset.channels)")
    precondition(!pipeline.masks || dataset.hasMasks, "masks of a data set that has none")
    (self.dataset, self.batchSize, self.pipeline) = (dataset, batchSize, pipeline)
    (self.seed, self.shuffle) = (seed, shuffle)
    (self.workers, self.prefetch, self.skipsCorrupt) = (workers, prefetch, skipsCorrupt)
    order = DetectionOrder(
      (0..<dataset.count).map { dataset.size(at: $0) },
      by: groupsByShape ? pipeline.convention : nil, batchSize: batchSize, dropLast: dropLast)
  }

  /// Why images were left out of batches so far, in any epoch.
  ///
  /// Each file once, in the order of the data set. Copies of a loader share this.
  public var skipped: [DataError] { skippedImages.errors }

  /// The number of batches in an epoch.
  public var batchCount: Int { order.count }

  /// The places in the data set of the images of each batch of an epoch.
  public func indices(epoch: Int) -> [[Int]] {
    shuffle ? order.shuffled(seed: seed, epoch: epoch) : order.listed
  }

  /// The batches of an epoch, in order, from one of them on.
  ///
  /// - Parameters:
  ///   - epoch: The epoch, counted from 0.
  ///   - first: The batch to start with, in 0 … ``batchCount``; where a resumed run had stopped.
  /// - Returns: The batches, whose `next()` gives them one by one.
  public func batches(epoch: Int, startingAt first: Int = 0) -> DetectionBatches {
    precondition(
      first >= 0 && first <= batchCount, "there is no batch \(first) among \(batchCount)")
    return batches(epoch: epoch, numbers: Array(first..<batchCount))
  }

  /// Some batches of an epoch, in the order that is asked for: those of one process among several.
  ///
  /// - Parameters:
  ///   - epoch: The epoch, counted from 0.
  ///   - numbers: The batches, each in 0 ..< ``batchCount``.
  /// - Returns: The batches, whose `next()` gives them one by one.
  public func batches(epoch: Int, numbers: [Int]) -> DetectionBatches {
    precondition(epoch >= 0, "there is no epoch \(epoch)")
    if let bad = numbers.first(where: { !(0..<batchCount).contains($0) }) {
      preconditionFailure("there is no batch \(bad) among \(batchCount)")
    }
    return DetectionBatches(loader: self, epoch: epoch, numbers: numbers)
  }
}
