import Testing
import Torch
import TorchNN
import TorchVision

@testable import TorchDetection

/// Initial weights come from torchvision's distributions.
@Suite struct InitialWeightTests {
  @Test func eachPartHasItsOwn() throws {
    let network = DetectionNetwork(
      MobileNetV2Body(width: 0.25, using: Generator(seed: 1)), classes: 21,
      .init(hasMasks: true, channels: 64, units: 128), using: Generator(seed: 2))
    var found: [String: Tensor] = [:]
    for (name, tensor) in network.stateDict { found[name] = tensor.detached() }
    func deviation(_ name: String) throws -> Double {
      let weight = try #require(found[name], "\(name)")
      return (weight - weight.mean()).pow(2).mean().item.squareRoot()
    }
    func expect(_ name: String, _ expected: Double) throws {
      #expect(abs(try deviation(name) / expected - 1) < 0.05, "\(name)")
    }
    try expect("rpn.head.conv.0.0.weight", 0.01)
    try expect("rpn.head.bbox_pred.weight", 0.01)
    try expect("backbone.fpn.layer_blocks.2.0.weight", (1.0 / (64 * 9)).squareRoot())
    try expect("roi_heads.mask_head.1.0.weight", (2.0 / (64 * 9)).squareRoot())
    // PyTorch counts the first dimension of any convolution as its outputs.
    try expect("roi_heads.mask_predictor.conv5_mask.weight", (2.0 / (64 * 4)).squareRoot())
    try expect("roi_heads.mask_predictor.mask_fcn_logits.weight", (2.0 / 21).squareRoot())
    try expect("roi_heads.box_head.fc7.weight", (1.0 / (3 * 128)).squareRoot())
    for name in [
      "rpn.head.conv.0.0", "rpn.head.cls_logits", "backbone.fpn.inner_blocks.0.0",
      "roi_heads.mask_head.3.0",
    ] {
      #expect(try #require(found[name + ".bias"]).abs().max().item == 0, "\(name)")
    }
    #expect(try #require(found["roi_heads.mask_predictor.conv5_mask.bias"]).abs().max().item > 0)
  }
}
