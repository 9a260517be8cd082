import Torch

/// Batches of one epoch, in order; see ``DetectionLoader/batches(epoch:startingAt:)``.
///
/// Workers start at once, before the first ``next()``, and end with the last batch or when this object
/// goes, whichever comes first. Not for use from several threads at once.
public final class DetectionBatches {
  private let assembled: AssembledBatches<DetectionAssembler>
  private let dtype: DType

  init(loader: DetectionLoader, epoch: Int, numbers: [Int]) {
    dtype = loader.pipeline.dtype
    assembled = AssembledBatches(
      DetectionAssembler(loader: loader, epoch: epoch), numbers: numbers, workers: loader.workers,
      prefetch: loader.prefetch)
  }

  /// The next batch; nil after the last one, and after an error.
  ///
  /// - Throws: The error of the first image of this batch that could not be read.
  public func next() throws(DataError) -> DetectionBatch? {
    try assembled.next().map(batch)
  }

  private func batch(_ assembled: AssembledDetections) -> DetectionBatch {
    let (images, shape) = (assembled.images, assembled.shape)
    let count = images.count * shape.valueCount * dtype.byteCount
    return DetectionBatch(
      images: Tensor(
        adopting: assembled.values.take(count),
        shape: [images.count, shape.channels, shape.height, shape.width], dtype: dtype,
        memoryFormat: .channelsLast),
      sizes: images.map(\.size), targets: images.map(target), examples: images.map(\.example))
  }

  private func target(_ image: PreparedImage) -> DetectionTarget {
    let shape = [image.labels.count, image.size.height, image.size.width]
    return DetectionTarget(
      boxes: Tensor(image.boxes, shape: [image.labels.count, 4]).to(dtype),
      labels: Tensor(image.labels),
      masks: image.masks.map { masks in
        Tensor(adopting: masks.take(shape.reduce(1, *)), shape: shape, dtype: .uint8)
      })
  }
}
