import RunRecords
import Torch
import TorchData
import TorchDetection

/// How well a detector does on some images: each by itself, as torchvision's and the paper's programs do it.
struct DetectionEvaluation {
  private let loader: DetectionLoader
  private let truth: DetectionTruth
  private let reading: FoundObjects.Reading
  private let device: Device

  /// Of `images`, brought to the size of those that `training` gives.
  init(
    of images: any DetectionDataset, as training: DetectionLoader, on device: Device
  ) throws(DataError) {
    let pipeline = training.pipeline.withoutAugmentation
    loader = DetectionLoader(
      images, batchSize: 1, pipeline: pipeline, shuffle: false, groupsByShape: false,
      dropLast: false, workers: training.workers, skipsCorrupt: training.skipsCorrupt)
    truth = try DetectionTruth(images, masks: pipeline.masks)
    reading = FoundObjects.Reading(images.categories, pipeline.convention)
    self.device = device
  }

  /// The mean loss with its parts, and the average precisions.
  func evaluate(_ network: DetectionNetwork, in pass: EvaluationPass) throws -> Evaluation {
    let all = try pass.gather(try measure(network, in: pass)).filter { !$0.isEmpty }
    let parts = DetectionLossPart.all(masks: loader.pipeline.masks)
    let found = FoundObjects.all(all.flatMap { $0.dropFirst(parts.count) }) {
      loader.dataset.size(at: $0)
    }
    var metrics = truth.metrics(of: found)
    for (place, part) in parts.enumerated() {
      metrics[part.rawValue] = all.reduce(0) { $0 + $1[place] } / Double(all.count)
    }
    let loss = all.reduce(0) { $0 + $1.prefix(parts.count).reduce(0, +) } / Double(all.count)
    return Evaluation(loss: loss, metrics: metrics, skipped: loader.skipped)
  }

  /// Of each image of this process the parts of the loss, and what was found; nothing of a damaged one.
  private func measure(
    _ network: DetectionNetwork, in pass: EvaluationPass
  ) throws -> [[Double]] {
    var found: [[Double]] = []
    try loader.eachImage(pass.numbers(of: loader.batchCount)) { number, batch in
      // What is learned from is drawn anew for each image, the same in every evaluation.
      network.generator.start(from: UInt64(number))
      found.append(batch.map { numbersOf($0.to(device), by: network) } ?? [])
      try pass.batchEnds()
    }
    return found
  }

  private func numbersOf(_ batch: DetectionBatch, by network: DetectionNetwork) -> [Double] {
    let (losses, detections) = network.examined(batch)
    let found = zip(detections, zip(batch.examples, batch.sizes)).map { detections, image in
      FoundObjects(detections, in: image.0, of: image.1, reading)
    }
    return losses.named.map(\.value.item) + found.flatMap(\.numbers)
  }
}
