import Torch

/// A batch of detection before it becomes tensors: memory that libtorch has not seen yet.
struct AssembledDetections: Sendable {
  /// The images, each at its size.
  let images: [PreparedImage]
  /// `[N, H, W, C]`, all at one size.
  let values: HeapBytes
  /// The size `[C, H, W]` of the batch.
  let shape: ImageShape
}

/// Makes any batch of one epoch of a loader of detection.
struct DetectionAssembler: BatchMaker {
  let callsLibtorch = true
  private let dataset: any DetectionDataset
  private let pipeline: DetectionPipeline
  private let batches: [[Int]]
  private let seed: UInt64
  private let epoch: Int
  private let labels: [Int]
  private let skipped: SkippedImages?

  init(loader: DetectionLoader, epoch: Int) {
    (dataset, pipeline, seed) = (loader.dataset, loader.pipeline, loader.seed)
    batches = loader.indices(epoch: epoch)
    labels = dataset.categories.labels(by: pipeline.convention)
    skipped = loader.skipsCorrupt ? loader.skippedImages : nil
    self.epoch = epoch
  }

  func assemble(
    _ number: Int, in workshop: ImageWorkshop
  ) throws(DataError) -> AssembledDetections {
    pipeline.dtype == .float64
      ? try assemble(
        number, in: workshop, ImagePreparation<Double>(pipeline: pipeline, labels: labels))
      : try assemble(
        number, in: workshop, ImagePreparation<Float>(pipeline: pipeline, labels: labels))
  }

  private func assemble<Scalar>(
    _ number: Int, in workshop: ImageWorkshop, _ preparation: ImagePreparation<Scalar>
  ) throws(DataError) -> AssembledDetections {
    var images: [PreparedImage] = []
    _ = try skipped.intact(batches[number], ofBatch: number) { (index) throws(DataError) in
      let key = ImageKey(seed: seed, epoch: epoch, index: index)
      try dataset.withImage(at: index, masks: pipeline.masks) {
        (image, example) throws(DataError) in
        images.append(try preparation.prepare(image, example, key, in: workshop))
      }
    }
    let size = pipeline.paddedSize(of: images.map(\.size))
    let shape = ImageShape(
      channels: dataset.channels, height: size.height, width: size.width)
    let rowBytes = size.width * shape.channels * MemoryLayout<Scalar>.size
    let values = HeapBytes(count: images.count * size.height * rowBytes)
    var target = values.bytes
    for image in images {
      let used = image.size.width * shape.channels * MemoryLayout<Scalar>.size
      for row in 0..<size.height {
        let isInside = row < image.size.height
        if isInside {
          target.copyMemory(
            from: .init(rebasing: image.values.bytes[row * used..<(row + 1) * used]))
        }
        UnsafeMutableRawBufferPointer(rebasing: target[(isInside ? used : 0)..<rowBytes])
          .initializeMemory(as: UInt8.self, repeating: 0)
        target = UnsafeMutableRawBufferPointer(rebasing: target[rowBytes...])
      }
    }
    return AssembledDetections(images: images, values: values, shape: shape)
  }
}
