public import Torch
public import TorchData
public import TorchNN

/// How well a network does on some images.
public struct Evaluation: Equatable, Sendable {
  /// The mean cross-entropy.
  public let loss: Double
  /// The share of images whose largest logit is their class, in [0, 1].
  public let accuracy: Double
  /// Why images were left out, where that is allowed.
  public let skipped: [DataError]

  /// Evaluates `model` on all images of `dataset`, in evaluation mode; the mode is then restored.
  ///
  /// With `skipsCorrupt`, damaged image files count neither as right nor as wrong.
  public init(
    of model: any Layer, on dataset: any ImageDataset, _ pipeline: ImagePipeline,
    device: Device = .cpu, batchSize: Int = 500, workers: Int = 1,
    skipsCorrupt: Bool = false
  ) throws {
    let loader = DataLoader(
      dataset, batchSize: batchSize, pipeline: pipeline.withoutAugmentation, shuffle: false,
      dropLast: false, workers: workers, skipsCorrupt: skipsCorrupt)
    let modes = model.namedModules.compactMap { $0.value as? any ModeDependent }
      .map { (part: $0, isTraining: $0.isTraining) }
    model.setTraining(false)
    defer { for mode in modes { mode.part.isTraining = mode.isTraining } }
    let batches = loader.batches(epoch: 0)
    var lossSum = 0.0
    var correct = 0
    while let batch = try batches.next() {
      withoutGrad {
        let labels = batch.labels.to(device)
        let logits = model(batch.images.to(device))
        lossSum += logits.crossEntropy(labels, reduction: .sum).item
        correct += logits.argmax(1).equals(labels).sum().intItem
      }
    }
    skipped = loader.skipped
    let count = Double(dataset.count - skipped.count)
    (loss, accuracy) = (lossSum / count, Double(correct) / count)
  }
}
