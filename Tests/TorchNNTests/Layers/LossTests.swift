import Foundation
import TestSupport
import Testing
import Torch

@Suite struct LossTests {
  @Test(arguments: try LayerCase.names { $0.isLoss })
  func isPyTorchs(_ name: String) throws {
    let loss = try #require(try LayerCase.all[name])
    let expected = try Fixture.tensors("layers.safetensors").under("\(name)/")
    let input = try #require(expected["input"]).clone()
    let target = try #require(expected["target"])
    input.requiresGrad = true
    let reduction: LossReduction = loss.text("reduction", "mean") == "sum" ? .sum : .mean
    let output =
      loss.layer == "MSELoss"
      ? input.meanSquaredError(target, reduction: reduction)
      : input.crossEntropy(
        target, labelSmoothing: loss.number("label_smoothing"), reduction: reduction)
    output.backward()
    #expect(maxDifference(output, try #require(expected["output"])) <= 1e-5)
    #expect(
      maxDifference(
        try #require(input.grad), try #require(expected["gradient/input"])) <= 1e-5)
  }

  @Test func withoutReductionThereIsALossPerRecord() {
    let logits = Tensor([0.0, 0, 0, Foundation.log(3.0)] as [Double], shape: [2, 2])
    let losses = logits.crossEntropy(Tensor([0, 0]), reduction: .none)
    #expect(maxDifference(losses, Tensor([Foundation.log(2.0), Foundation.log(4.0)])) < 1e-15)
    let squares = Tensor([1.0, 5] as [Double]).meanSquaredError(
      Tensor([0.0, 2] as [Double]), reduction: .none)
    #expect(squares.array() == [1.0, 9])
  }
}
