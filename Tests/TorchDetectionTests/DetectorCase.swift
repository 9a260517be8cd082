import TestSupport
import Testing
import Torch
import TorchData
import TorchNN
import TorchVision

@testable import TorchDetection

/// A detector with few channels whose numbers are in the fixtures, and what it is given there.
struct DetectorCase: Sendable, CustomTestStringConvertible {
  /// As in `detectors.py`.
  let name: String
  let hasMasks: Bool
  let body: @Sendable () -> any PyramidBody

  var testDescription: String { name }

  static let all = [
    DetectorCase(name: "faster_basic_batch", hasMasks: false) {
      ResNet(
        bodyOf: .init(blocks: [1, 1, 1, 1], widths: [64, 128, 256, 512]), using: Generator(seed: 1))
    },
    DetectorCase(name: "mask_resnet50_frozen", hasMasks: true) {
      ResNet(bodyOf: .resnet50, batchNorm: .frozen, using: Generator(seed: 1))
    },
    DetectorCase(name: "mask_mobile_batch", hasMasks: true) {
      MobileNetV2Body(width: 0.25, using: Generator(seed: 1))
    },
    DetectorCase(name: "faster_mobile_frozen", hasMasks: false) {
      MobileNetV2Body(width: 0.25, batchNorm: .frozen, using: Generator(seed: 1))
    },
  ]

  /// With the weights of the formula, in float64.
  func makeNetwork() -> DetectionNetwork {
    var regions = RegionSettings()
    regions.canonicalSize = 40
    regions.score = 0.02
    var rules = DetectorRules.torchvision
    rules.movesClassesApart = true
    let network = DetectionNetwork(
      body(), classes: 7,
      .init(hasMasks: hasMasks, channels: 32, units: 48),
      anchors: AnchorGenerator(sizes: [8, 16, 32, 64, 128]), regions: regions,
      rules: rules, using: Generator(seed: 1))
    network.move(dtype: .float64)
    network.fillByFormula()
    return network
  }

  /// Of two images, the second without objects.
  static func batch(
    _ fixture: [String: Tensor]
  ) throws -> (images: Tensor, sizes: [PixelSize], targets: [DetectionTarget]) {
    let images = try #require(fixture["images"])
    let sizes = [PixelSize(width: 160, height: 128), PixelSize(width: 150, height: 100)]
    let (boxes, labels, masks) = try (
      #require(fixture["boxes"]), #require(fixture["labels"]), #require(fixture["masks"])
    )
    func target(_ count: Int) -> DetectionTarget {
      DetectionTarget(
        boxes: boxes.narrowed(0, from: 0, count: count),
        labels: labels.narrowed(0, from: 0, count: count),
        masks: masks.narrowed(0, from: 0, count: count))
    }
    return (images, sizes, [target(boxes.size(0)), target(0)])
  }
}
