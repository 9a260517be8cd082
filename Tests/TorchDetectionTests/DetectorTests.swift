import TestSupport
import Testing
import Torch
import TorchNN

@testable import TorchDetection

/// Whole detectors with known weights, against what torchvision's compute in float64.
@Suite(.serialized) struct DetectorTests {
  private let fixture: [String: Tensor]

  init() throws { fixture = try Fixture.tensors("detection/detectors.safetensors") }

  @Test(arguments: DetectorCase.all) func areTorchvisions(_ detector: DetectorCase) throws {
    let expected = fixture.under("\(detector.name)/")
    let batch = try DetectorCase.batch(fixture)
    let network = detector.makeNetwork()
    // Evaluation goes first: training changes the statistics that it uses.
    network.setTraining(false)
    try expect(network.detections(in: batch.images, sizes: batch.sizes), expected)
    network.setTraining(true)
    network.generator.start(from: 5)
    let losses = network.losses(batch.images, sizes: batch.sizes, batch.targets)
    #expect(losses.named.count == (detector.hasMasks ? 5 : 4))
    for loss in losses.named {
      let value = try #require(expected[loss.name]).item
      #expect(abs(loss.value.item - value) <= 1e-9 * value, "\(loss.name)")
    }
    losses.total.backward()
    try expectGradients(of: network, expected)
  }

  private func expect(_ found: [Detections], _ expected: [String: Tensor]) throws {
    for (number, image) in found.enumerated() {
      #expect(maxDifference(image.boxes, try #require(expected["boxes_\(number)"])) <= 1e-6)
      #expect(maxDifference(image.scores, try #require(expected["scores_\(number)"])) <= 1e-6)
      #expect(isBitIdentical(image.labels, try #require(expected["labels_\(number)"])))
      #expect((image.masks == nil) == (expected["masks_\(number)"] == nil))
      if let masks = image.masks, let values = expected["masks_\(number)"] {
        #expect(maxDifference(masks, values) <= 1e-6)
      }
    }
  }

  private func expectGradients(
    of network: DetectionNetwork, _ expected: [String: Tensor]
  ) throws {
    let gradients = network.parameters.compactMap { $0.grad }
    try #require(gradients.count == network.parameters.count)
    let all = Tensor.concatenated(gradients.map { $0.flattened() })
    let norm = try #require(expected["gradient_norm"]).item
    #expect(abs(all.norm().item - norm) <= 1e-7 * norm)
    let norms = Tensor(gradients.map { $0.norm().item })
    let differences = norms - (try #require(expected["gradient_norms"]))
    #expect(differences.abs().max().item <= 1e-7 * norm)
    let vector = (Tensor.arange(all.count, dtype: .float64) * 0.9 + 0.2).sin()
    let product = (all * vector).sum().item / vector.norm().item
    #expect(abs(product - (try #require(expected["gradient_product"]).item)) <= 1e-7 * norm)
    let entries = all.indexSelect(0, Tensor((0..<64).map { $0 * all.count / 64 }))
    let difference = entries - (try #require(expected["gradient_entries"]))
    #expect(difference.abs().max().item <= 1e-7 * norm)
  }

  /// The heads by themselves, on proposals and features that are given.
  @Test func headsOnFixedProposals() throws {
    let expected = fixture.under("parts/")
    let detector = try #require(DetectorCase.all.first { $0.name == "mask_mobile_batch" })
    let targets = try DetectorCase.batch(fixture).targets
    let features = try (0..<4).map { level in
      let features = try #require(expected["features_\(level)"])
      features.requiresGrad = true
      return features
    }
    let proposals = try (0..<2).map { try #require(expected["proposals_\($0)"]) }
    let generator = Generator(seed: 5)
    let losses = detector.makeNetwork().roiHeads.losses(
      features, proposals, targets, using: generator)
    let masks = try #require(losses.masks)
    for (name, loss) in [
      ("loss_classifier", losses.classes), ("loss_box_reg", losses.boxes), ("loss_mask", masks),
    ] {
      let value = try #require(expected[name]).item
      #expect(abs(loss.item - value) <= 1e-9 * value, "\(name)")
    }
    (losses.classes + losses.boxes + masks).backward()
    for (level, features) in features.enumerated() {
      let norm = try #require(expected["gradient_norm_\(level)"]).item
      #expect(abs((features.grad?.norm().item ?? 0) - norm) <= 1e-7 * norm, "\(level)")
    }
    let last = try #require(features[3].grad)
    #expect(maxDifference(last, try #require(expected["gradient_3"])) <= 1e-9)
  }

  /// A step is learned from the same anchors and proposals again where the generator starts anew.
  @Test func drawsFollowTheGenerator() throws {
    let detector = try #require(DetectorCase.all.first { $0.name == "faster_mobile_frozen" })
    let batch = try DetectorCase.batch(fixture)
    let network = detector.makeNetwork()
    func objectness(_ seed: UInt64) -> Double {
      network.generator.start(from: seed)
      return withoutGrad {
        network.losses(batch.images, sizes: batch.sizes, batch.targets).objectness.item
      }
    }
    #expect(objectness(5) == objectness(5) && objectness(5) != objectness(6))
    #expect(network.namedGenerators.contains { $0.value === network.generator })
  }
}
