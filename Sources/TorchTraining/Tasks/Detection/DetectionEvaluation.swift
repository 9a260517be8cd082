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

  /// Of `images`, which come as the pipeline says, but for what is random in it.
  init(
    of images: any DetectionDataset, _ pipeline: DetectionPipeline, workers: Int,
    skipsCorrupt: Bool, on device: Device
  ) throws(DataError) {
    let pipeline = pipeline.withoutAugmentation
    loader = DetectionLoader(
      images, batchSize: 1, pipeline: pipeline, shuffle: false, groupsByShape: false,
      dropLast: false, workers: workers, skipsCorrupt: skipsCorrupt)
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

  /// What there is, and what the network finds, in the first images with objects.
  func pictures(of network: DetectionNetwork) throws -> [ResultPicture] {
    var pictures: [ResultPicture] = []
    let (dataset, categories) = (loader.dataset, loader.dataset.categories)
    let shown = truth.first(Self.shown)
    try loader.eachImage(shown.map(\.index)) { _, batch in
      guard let batch = batch?.to(device) else { return }
      let example = batch.examples[0]
      let found = batch.found(
        network.detections(in: batch.images, sizes: batch.sizes), reading)[0]
      let plain = try dataset.picture(at: example.index)
      pictures.append(
        ResultPicture(
          truth: plain.showing(
            example.objects.map { DrawnObject($0, categories) }, longerSide: Self.side),
          found: plain.showing(found.drawn(categories), longerSide: Self.side)))
    }
    return pictures
  }

  /// How many images are shown, and about how long their longer sides are then.
  private static let (shown, side) = (4, 400)

  private func numbersOf(_ batch: DetectionBatch, by network: DetectionNetwork) -> [Double] {
    let (losses, detections) = network.examined(batch)
    return losses.named.map(\.value.item) + batch.found(detections, reading).flatMap(\.numbers)
  }
}
