import Settings
import Torch
import TorchData
import TorchDetection
import TorchVision

@testable import TorchTraining

extension SyntheticGarments {
  /// Scenes of 64 by 64 pixels of ten kinds of garments, which are squares of ten brightnesses.
  static func small(_ split: DatasetSplit, count: Int) -> SyntheticGarments {
    let pixels = (0..<20).flatMap { index in
      (0..<784).map { place in
        let (y, x) = (place / 28, place % 28)
        return min(y, x) >= 4 && max(y, x) < 24 ? UInt8(100 + 15 * (index % 10)) : 20
      }
    }
    let garments = InMemoryImages(
      pixels: pixels, labels: (0..<20).map { $0 % 10 },
      imageShape: ImageShape(channels: 1, height: 28, width: 28), classCount: 10)
    return SyntheticGarments(garments, split, count: count, side: 64)
  }
}

extension DetectionTask {
  /// Finding garments in eight scenes, measured on three others, by a network of few channels.
  static func small(masks: Bool, shuffle: Bool = true) throws -> DetectionTask {
    let pipeline = DetectionPipeline(minSize: 64, maxSize: 64, masks: masks)
    let loader = DetectionLoader(
      SyntheticGarments.small(.training, count: 8), batchSize: 2, pipeline: pipeline, seed: 3,
      shuffle: shuffle, workers: 0)
    return try DetectionTask(loader, test: SyntheticGarments.small(.test, count: 3)) { run in
      let generator = Generator(seed: run.start.seed)
      return DetectionNetwork(
        MobileNetV2Body(width: 0.25, using: generator), classes: 11,
        .init(hasMasks: masks, channels: 8, units: 16), using: generator)
    }
  }
}
