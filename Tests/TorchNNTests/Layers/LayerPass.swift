import TestSupport
import Testing
import Torch
import TorchNN

/// A layer with the weights of a fixture's case, and what the case says it computes.
struct LayerPass {
  let layer: any Layer
  let expected: [String: Tensor]
  let input: Tensor
  let output: Tensor

  /// Runs the case forwards and backwards, in training mode.
  init(_ name: String) throws {
    let layerCase = try #require(try LayerCase.all[name])
    layer = try layerCase.make(using: Generator(seed: 1))
    expected = try Fixture.tensors("layers.safetensors").under("\(name)/")
    try Self.load(expected, into: layer)
    input = try #require(expected["input"]).clone()
    if input.dtype.isFloatingPoint { input.requiresGrad = true }
    output = layer(input)
    let gradient: Tensor = try #require(expected["output_gradient"])
    output.backward(gradient)
  }

  /// Gives the layer back the weights and buffers from before the pass.
  func loadWeights() throws { try Self.load(expected, into: layer) }

  private static func load(_ expected: [String: Tensor], into layer: any Layer) throws {
    try layer.load(
      stateDict: expected.under("parameter/").merging(expected.under("buffer/")) { $1 })
  }
}
