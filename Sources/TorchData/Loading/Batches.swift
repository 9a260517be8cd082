import Torch

/// Batches of one epoch, in order; see ``DataLoader/batches(epoch:startingAt:)``.
///
/// Workers start at once, before the first ``next()``, and end with the last batch or when this object
/// goes, whichever comes first. Not for use from several threads at once.
public final class Batches {
  private let assembled: AssembledBatches<BatchAssembler>
  private let shape: ImageShape
  private let dtype: DType
  private let memoryFormat: MemoryFormat

  init(loader: DataLoader, epoch: Int, numbers: [Int]) {
    assembled = AssembledBatches(
      BatchAssembler(loader: loader, epoch: epoch), numbers: numbers, workers: loader.workers,
      prefetch: loader.prefetch)
    shape = loader.outputShape
    dtype = loader.pipeline.dtype
    memoryFormat = loader.memoryFormat
  }

  /// The next batch; nil after the last one, and after an error.
  ///
  /// - Throws: The error of the first image of this batch that could not be read.
  public func next() throws(DataError) -> Batch? {
    try assembled.next().map(batch)
  }

  private func batch(_ assembled: AssembledBatch) -> Batch {
    let count = assembled.indices.count
    let images = Tensor(
      adopting: assembled.images.take(count * shape.valueCount * dtype.byteCount),
      shape: [count, shape.channels, shape.height, shape.width], dtype: dtype,
      memoryFormat: memoryFormat)
    let labels = Tensor(assembled.labels)
    let mixing = assembled.share.map { share in
      let first = assembled.labels.prefix(max(count - 1, 0))
      return Batch.Mixing(
        partnerLabels: Tensor(assembled.labels.suffix(1) + first), share: share)
    }
    return Batch(images: images, labels: labels, indices: assembled.indices, mixing: mixing)
  }
}
