public import Torch

/// Cuts a data set into the batches of an epoch, shuffled, augmented and made ahead of time.
///
///     let loader = DataLoader(training, batchSize: 128, pipeline: pipeline, seed: 7)
///     for epoch in 0..<epochs {
///       let batches = loader.batches(epoch: epoch)
///       while let batch = try batches.next() {
///         train(on: batch.images, batch.labels)
///       }
///     }
///
/// The batches of an epoch depend on the data set, the batch size, the pipeline, the seed and the epoch
/// alone: not on the number of workers, nor on where in the epoch one starts.
///
/// Workers are threads of their own. They fill plain memory, which the tensors then take over without a
/// copy, and call libtorch to resize images only, each on its own thread alone. At most
/// `workers · prefetch` batches exist ahead of the consumer; the pixels of files are nowhere else.
public struct DataLoader: Sendable {
  /// The images.
  public let dataset: any ImageDataset

  /// The number of images in a batch; the last one of an epoch may have fewer.
  public let batchSize: Int

  /// What happens to each image.
  public let pipeline: ImagePipeline

  /// The seed of the order and of the augmentation.
  public let seed: UInt64

  /// Whether each epoch has an order of its own; else it is that of the data set.
  public let shuffle: Bool

  /// Whether images that do not fill a last batch are left out of the epoch.
  public let dropLast: Bool

  /// The number of threads that make batches; 0 makes them on the thread that asks for them.
  public let workers: Int

  /// How many batches each worker may be ahead.
  public let prefetch: Int

  /// The memory format of the images: `.contiguous` or `.channelsLast`.
  public let memoryFormat: MemoryFormat

  /// Whether damaged image files are left out of their batches; else they are errors.
  public let skipsCorrupt: Bool

  /// The size `[C, H, W]` of an image in a batch.
  let outputShape: ImageShape

  /// The images that were left out so far.
  let skippedImages = SkippedImages()

  /// A loader of `dataset`; nothing is read yet.
  ///
  /// - Parameters:
  ///   - dataset: The images.
  ///   - batchSize: The number of images in a batch, positive.
  ///   - pipeline: What happens to each image; as many channels as the images.
  ///   - seed: The seed of the order and of the augmentation.
  ///   - shuffle: Whether each epoch has a random order of its own.
  ///   - dropLast: Whether images that do not fill a last batch are left out.
  ///   - workers: The number of threads that make batches, 0 or more.
  ///   - prefetch: How many batches each worker may be ahead, positive.
  ///   - memoryFormat: `.contiguous` or `.channelsLast`.
  ///   - skipsCorrupt: Whether files that are damaged, too large or no images are left out of their
  ///     batches, which then have fewer images, and remembered in ``skipped``; a batch of which none is
  ///     left is an error. A file that is missing always is one.
  public init(
    _ dataset: any ImageDataset, batchSize: Int, pipeline: ImagePipeline, seed: UInt64 = 0,
    shuffle: Bool = true, dropLast: Bool = true, workers: Int = 1, prefetch: Int = 2,
    memoryFormat: MemoryFormat = .channelsLast, skipsCorrupt: Bool = false
  ) {
    precondition(batchSize > 0, "a batch of \(batchSize) images is empty")
    precondition(workers >= 0, "there cannot be \(workers) workers")
    precondition(prefetch > 0, "a worker that is \(prefetch) batches ahead does nothing")
    precondition(
      memoryFormat == .contiguous || memoryFormat == .channelsLast,
      "images are contiguous or channels-last, not \(memoryFormat)")
    precondition(
      pipeline.normalization.mean.count == dataset.channels,
      "a normalization of \(pipeline.normalization.mean.count) channels "
        + "for images of \(dataset.channels)")
    precondition(
      pipeline.colorJitter == nil || [1, 3].contains(dataset.channels),
      "colors change in images of 1 or 3 channels, not of \(dataset.channels)")
    self.dataset = dataset
    outputShape = pipeline.outputShape(of: dataset)
    self.skipsCorrupt = skipsCorrupt
    self.batchSize = batchSize
    self.pipeline = pipeline
    (self.seed, self.shuffle, self.dropLast) = (seed, shuffle, dropLast)
    (self.workers, self.prefetch, self.memoryFormat) = (workers, prefetch, memoryFormat)
  }

  /// Why images were left out of batches so far, in any epoch.
  ///
  /// Each file once, in the order of the data set. Copies of a loader share this.
  public var skipped: [DataError] { skippedImages.errors }

  /// The number of batches in an epoch: 0 for an empty data set, and with ``dropLast`` for one of fewer
  /// images than a batch.
  public var batchCount: Int {
    let whole = dataset.count / batchSize
    return dropLast || dataset.count.isMultiple(of: batchSize) ? whole : whole + 1
  }

  /// The batches of an epoch, in order, from one of them on.
  ///
  /// Workers begin right away: ask for the next epoch's batches before evaluating, and the first ones
  /// are there when they are wanted.
  ///
  /// - Parameters:
  ///   - epoch: The epoch, counted from 0.
  ///   - first: The batch to start with, in 0 … ``batchCount``; where a resumed run had stopped.
  /// - Returns: The batches, whose `next()` gives them one by one.
  public func batches(epoch: Int, startingAt first: Int = 0) -> Batches {
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
  public func batches(epoch: Int, numbers: [Int]) -> Batches {
    precondition(epoch >= 0, "there is no epoch \(epoch)")
    if let bad = numbers.first(where: { !(0..<batchCount).contains($0) }) {
      preconditionFailure("there is no batch \(bad) among \(batchCount)")
    }
    return Batches(loader: self, epoch: epoch, numbers: numbers)
  }

  /// The places of the images in the order of an epoch.
  func order(epoch: Int) -> [Int] {
    guard shuffle else { return Array(0..<dataset.count) }
    var random = SplitMix64(seed: seed, purpose: .shuffling, epoch: epoch)
    return random.permutation(dataset.count)
  }
}
