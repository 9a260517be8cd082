import Torch

/// Batches of one epoch, in order; see ``DataLoader/batches(epoch:startingAt:)``.
///
/// Workers start at once, before the first ``next()``, and end with the last batch or when this object
/// goes, whichever comes first. Not for use from several threads at once.
public final class Batches {
  private let assembler: BatchAssembler
  private let queue: BatchQueue?
  private let workshop: ImageWorkshop?
  private let shape: ImageShape
  private let dtype: DType
  private let memoryFormat: MemoryFormat
  private var remaining: ArraySlice<Int>

  init(loader: DataLoader, epoch: Int, numbers: [Int]) {
    assembler = BatchAssembler(loader: loader, epoch: epoch)
    shape = loader.outputShape
    dtype = loader.pipeline.dtype
    memoryFormat = loader.memoryFormat
    remaining = numbers[...]
    let workers = min(loader.workers, numbers.count)
    workshop = workers == 0 ? ImageWorkshop() : nil
    queue =
      workers == 0
      ? nil
      : BatchQueue(
        assembler: assembler, numbers: numbers, workers: workers,
        capacity: workers * loader.prefetch)
  }

  deinit { queue?.stop() }

  /// The next batch; nil after the last one, and after an error.
  ///
  /// - Throws: The error of the first image of this batch that could not be read.
  public func next() throws(DataError) -> Batch? {
    guard let number = remaining.popFirst() else { return nil }
    do throws(DataError) {
      return batch(try assembled(number))
    } catch {
      remaining = []
      throw error
    }
  }

  private func assembled(_ number: Int) throws(DataError) -> AssembledBatch {
    if let queue { return try queue.take() }
    return try assembler.assemble(number, in: workshop ?? ImageWorkshop())
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
