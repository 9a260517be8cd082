import TestSupport
import Testing
import Torch
import TorchNN
import TorchVision

@testable import TorchDetection

/// The state dicts have torchvision's keys and shapes, in its order: published weights load.
@Suite struct KeyTests {
  private struct Entry: Decodable, Equatable {
    let name: String
    let shape: [Int]

    init(_ name: String, _ shape: [Int]) { (self.name, self.shape) = (name, shape) }

    init(from decoder: any Decoder) throws {
      var container = try decoder.unkeyedContainer()
      name = try container.decode(String.self)
      shape = try container.decode([Int].self)
    }
  }

  private func network(_ body: any PyramidBody, masks: Bool) -> DetectionNetwork {
    DetectionNetwork(body, classes: 91, .init(hasMasks: masks), using: .shapesOnly)
  }

  @Test func areTorchvisions() throws {
    let expected: [String: [Entry]] = try Fixture.json("detection/keys.json")
    func residual(_ depth: ResNet.Depth, _ use: BatchNormUse = .trained) -> ResNet {
      ResNet(bodyOf: depth, batchNorm: use, using: .shapesOnly)
    }
    let networks = [
      ("faster_resnet50_frozen", network(residual(.resnet50, .frozen), masks: false), 295),
      ("faster_resnet50", network(residual(.resnet50), masks: false), 348),
      ("mask_resnet50", network(residual(.resnet50), masks: true), 360),
      ("mask_resnext101_64x4d", network(residual(.resnext101x64x4d), masks: true), 666),
      ("faster_mobilenet_v2", network(MobileNetV2Body(using: .shapesOnly), masks: false), 342),
    ]
    for (name, network, count) in networks {
      let found = network.stateDict.map { Entry($0.name, $0.tensor.shape) }
      #expect(found.count == count, "\(name)")
      #expect(found == expected[name], "\(name)")
    }
  }

  @Test func olderKeysHaveNewNames() {
    let pairs = [
      ("rpn.head.conv.weight", "rpn.head.conv.0.0.weight"),
      ("rpn.head.conv.0.0.bias", "rpn.head.conv.0.0.bias"),
      ("backbone.fpn.inner_blocks.2.bias", "backbone.fpn.inner_blocks.2.0.bias"),
      ("backbone.fpn.layer_blocks.0.weight", "backbone.fpn.layer_blocks.0.0.weight"),
      ("backbone.fpn.layer_blocks.0.0.weight", "backbone.fpn.layer_blocks.0.0.weight"),
      ("roi_heads.mask_head.mask_fcn4.bias", "roi_heads.mask_head.3.0.bias"),
      ("roi_heads.box_head.fc6.weight", "roi_heads.box_head.fc6.weight"),
    ]
    for (old, new) in pairs { #expect(DetectionNetwork.currentKey(old) == new) }
  }

  /// Group norm in body, pyramid and heads, as in the paper: no convolution has a bias but those that give
  /// numbers out and that of the proposals.
  @Test func groupNormAndConvolutionalHeads() {
    let network = DetectionNetwork(
      ResNet(
        bodyOf: .resnet50, normalization: .group, weightForm: .standardized, using: .shapesOnly),
      classes: 81,
      .init(
        hasMasks: true, boxHead: .convolutional, normalization: .group, weightForm: .standardized),
      using: .shapesOnly)
    let names = network.stateDict.map(\.name)
    #expect(!names.contains { $0.contains("running_") })
    let biased = network.namedParameters.filter { parameter in
      parameter.value.rank == 4
        && names.contains(String(parameter.name.dropLast("weight".count)) + "bias")
    }
    #expect(
      biased.map(\.name) == [
        "rpn.head.conv.0.0.weight", "rpn.head.cls_logits.weight", "rpn.head.bbox_pred.weight",
        "roi_heads.mask_predictor.conv5_mask.weight",
        "roi_heads.mask_predictor.mask_fcn_logits.weight",
      ])
    #expect(
      names.contains("roi_heads.box_head.5.weight")
        && names.contains("backbone.fpn.inner_blocks.0.1.weight"))
    #expect(
      network.namedParameters.first { $0.name == "roi_heads.mask_head.3.0.weight" }?.value.use
        == .standardized)
  }

  /// The deconvolution of masks sums over its inputs, which come first.
  @Test func fanInOfTheDeconvolution() {
    let network = network(ResNet(bodyOf: .resnet50, using: .shapesOnly), masks: true)
    let weight = network.namedParameters.first { $0.name.hasSuffix("conv5_mask.weight") }?.value
    #expect(weight?.shape == [256, 256, 2, 2] && weight?.fanIn?.dims == [0, 2, 3])
  }

  @Test func aClassifiersWeightsGoIntoTheBody() throws {
    let classifier = ResNet(
      .init(blocks: [1, 1, 1, 1], widths: [8, 8, 8, 8]), classes: 3, using: Generator(seed: 3))
    let tensors = Dictionary(
      uniqueKeysWithValues: classifier.stateDict.map { ($0.name, $0.tensor) })
    let body = ResNet(
      bodyOf: .init(blocks: [1, 1, 1, 1], widths: [8, 8, 8, 8]), batchNorm: .frozen,
      using: Generator(seed: 4))
    let detector = DetectionNetwork(
      body, classes: 3, .init(hasMasks: false, channels: 8, units: 8), using: Generator(seed: 4))
    try detector.loadBody(ofClassifier: tensors)
    for (name, tensor) in body.stateDict {
      #expect(isBitIdentical(tensor.detached(), try #require(tensors[name]).detached()), "\(name)")
    }
    #expect(throws: StateDictMismatch.self) {
      try detector.loadBody(ofClassifier: ["conv1.weight": .zeros([8])])
    }
    detector.freezeBody(upTo: "layer1")
    let frozen = Set(detector.namedParameters.map(\.name)).subtracting(
      detector.trainedParameters.map(\.name))
    #expect(
      frozen.allSatisfy { $0.contains("conv1.") || $0.contains("bn1.") || $0.contains("layer1.") })
    #expect(frozen.contains("backbone.body.layer1.0.conv2.weight"))
  }
}
