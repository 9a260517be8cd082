import Torch

/// A batch before it becomes tensors: memory that libtorch has not seen yet.
struct AssembledBatch: Sendable {
  let indices: [Int]
  let images: HeapBytes
  let labels: HeapBytes
}

/// Makes any batch of one epoch, on any thread, without libtorch.
struct BatchAssembler: Sendable {
  private let dataset: any ImageDataset
  private let labels: [Int]
  private let shape: ImageShape
  private let order: [Int]
  private let batchSize: Int
  private let seed: UInt64
  private let epoch: Int
  private let pipeline: ImagePipeline
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
    self.epoch = epoch
    writer =
      pipeline.dtype == .float64 ? .float64(loader.pixelWriter()) : .float32(loader.pixelWriter())
  }

  /// The batch at place `number` of the epoch.
  func assemble(_ number: Int) throws(DataError) -> AssembledBatch {
    let start = number * batchSize
    let indices = Array(order[start..<min(start + batchSize, order.count)])
    let labelBytes = HeapBytes(count: indices.count * MemoryLayout<Int64>.size)
    try labelBytes.withValues(of: Int64.self) { target in
      for (place, index) in indices.enumerated() { target[place] = Int64(labels[index]) }
    }
    let imageBytes =
      switch writer {
      case .float32(let writer): try images(indices, writer)
      case .float64(let writer): try images(indices, writer)
      }
    return AssembledBatch(indices: indices, images: imageBytes, labels: labelBytes)
  }

  private func images<Scalar>(
    _ indices: [Int], _ writer: PixelWriter<Scalar>
  ) throws(DataError) -> HeapBytes {
    let bytes = HeapBytes(count: indices.count * shape.valueCount * MemoryLayout<Scalar>.size)
    try bytes.withValues(of: Scalar.self) { target throws(DataError) in
      for (place, index) in indices.enumerated() {
        let part = pipeline.cropAndFlip(seed: seed, epoch: epoch, index: index)
        try dataset.withImage(at: index) { (image) throws(DataError) in
          guard case .pixels(let pixels, _) = image else { return }
          writer.write(pixels, part, to: target + place * shape.valueCount)
        }
      }
    }
    return bytes
  }
}

extension DataLoader {
  fileprivate func pixelWriter<Scalar>() -> PixelWriter<Scalar> {
    PixelWriter(
      normalization: pipeline.normalization, shape: outputShape,
      isChannelsLast: memoryFormat == .channelsLast)
  }
}
