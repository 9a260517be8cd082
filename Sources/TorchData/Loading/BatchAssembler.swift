import Torch

/// A batch before it becomes tensors: memory that libtorch has not seen yet.
struct AssembledBatch: Sendable {
  let indices: [Int]
  let labels: [Int]

  /// Room for as many images as were asked for, of which the first `indices.count` are there.
  let images: HeapBytes

  /// How much of each image is its own, where images are mixed.
  let share: Double?
}

/// Makes any batch of one epoch of a loader.
struct BatchAssembler: BatchMaker {
  private let dataset: any ImageDataset
  private let labels: [Int]
  private let shape: ImageShape
  private let order: [Int]
  private let batchSize: Int
  private let seed: UInt64
  private let epoch: Int
  private let pipeline: ImagePipeline
  private let isChannelsLast: Bool
  private let skipped: SkippedImages?
  private let writer: Writer

  private enum Writer {
    case float32(PixelWriter<Float>)
    case float64(PixelWriter<Double>)
  }

  init(loader: DataLoader, epoch: Int) {
    dataset = loader.dataset
    labels = dataset.labels
    shape = loader.outputShape
    order = loader.order(epoch: epoch)
    batchSize = loader.batchSize
    seed = loader.seed
    pipeline = loader.pipeline
    isChannelsLast = loader.memoryFormat == .channelsLast
    skipped = loader.skipsCorrupt ? loader.skippedImages : nil
    self.epoch = epoch
    writer =
      pipeline.dtype == .float64 ? .float64(loader.pixelWriter()) : .float32(loader.pixelWriter())
  }

  var callsLibtorch: Bool { !pipeline.isShift }

  func assemble(
    _ number: Int, in workshop: ImageWorkshop
  ) throws(DataError) -> AssembledBatch {
    switch writer {
    case .float32(let writer): try assemble(number, in: workshop, writer)
    case .float64(let writer): try assemble(number, in: workshop, writer)
    }
  }

  private func assemble<Scalar>(
    _ number: Int, in workshop: ImageWorkshop, _ writer: PixelWriter<Scalar>
  ) throws(DataError) -> AssembledBatch {
    let start = number * batchSize
    let wanted = order[start..<min(start + batchSize, order.count)]
    let bytes = HeapBytes(count: wanted.count * shape.valueCount * MemoryLayout<Scalar>.size)
    var indices: [Int] = []
    let mixing = pipeline.mixing(seed: seed, epoch: epoch, batch: number, size: size)
    try bytes.withValues(of: Scalar.self) { target throws(DataError) in
      indices = try write(wanted, batch: number, in: workshop, writer, to: target)
      mixing?.apply(
        to: target, count: indices.count, shape: shape, isChannelsLast: isChannelsLast)
    }
    return AssembledBatch(
      indices: indices, labels: indices.map { labels[$0] }, images: bytes, share: mixing?.share)
  }

  /// Writes the images at `wanted`, one after the other; those that are left out leave no gap.
  private func write<Scalar>(
    _ wanted: ArraySlice<Int>, batch number: Int, in workshop: ImageWorkshop,
    _ writer: PixelWriter<Scalar>, to target: UnsafeMutablePointer<Scalar>
  ) throws(DataError) -> [Int] {
    var count = 0
    return try skipped.intact(wanted, ofBatch: number) { (index) throws(DataError) in
      try write(index, in: workshop, writer, to: target + count * shape.valueCount)
      count += 1
    }
  }

  private func write<Scalar>(
    _ index: Int, in workshop: ImageWorkshop, _ writer: PixelWriter<Scalar>,
    to target: UnsafeMutablePointer<Scalar>
  ) throws(DataError) {
    let shift = pipeline.cropAndFlip(seed: seed, epoch: epoch, index: index)
    let key = ImageKey(seed: seed, epoch: epoch, index: index)
    try dataset.withImage(at: index) { (image) throws(DataError) in
      if case .pixels(let pixels, _) = image, pipeline.isShift {
        writer.write(pixels, shift, to: target)
      } else {
        try workshop.prepare(image, pipeline, key, target: size) { pixels, corner in
          writer.write(pixels, corner, isFlipped: shift.isFlipped, to: target)
        }
      }
    }
    guard let erasing = pipeline.randomErasing else { return }
    var random = key.random(.erasing)
    if let region = erasing.region(in: size, using: &random) { writer.erase(region, in: target) }
  }

  private var size: PixelSize { PixelSize(width: shape.width, height: shape.height) }
}

extension DataLoader {
  fileprivate func pixelWriter<Scalar>() -> PixelWriter<Scalar> {
    PixelWriter(
      normalization: pipeline.normalization, shape: outputShape,
      isChannelsLast: memoryFormat == .channelsLast)
  }
}
