import TestSupport
import Testing
import Torch
import TorchNN

/// A layer with the weights of a fixture's case, and what the case says it computes.
struct LayerPass {
  let layer: any Module
  let expected: [String: Tensor]
  let inputs: [String: Tensor]
  let outputs: [String: Tensor]
  private let layerCase: LayerCase

  /// Runs the case forwards and backwards, in training mode.
  init(_ name: String) throws {
    layerCase = try #require(try LayerCase.all[name])
    layer = try layerCase.make(using: Generator(seed: 1))
    expected = try Fixture.tensors("layers.safetensors").under("\(name)/")
    try Self.load(expected, into: layer)
    inputs = expected.filter { $0.key.hasPrefix("input") }.mapValues { $0.clone() }
    for input in inputs.values where input.dtype.isFloatingPoint { input.requiresGrad = true }
    outputs = try layerCase.outputs(of: layer, for: inputs)
    for (key, output) in outputs {
      let gradient: Tensor = try #require(expected[key + "_gradient"])
      output.backward(gradient, retainGraph: true)
    }
  }

  /// The first output for `inputs`.
  func run(_ inputs: [String: Tensor]) throws -> Tensor {
    try #require(try layerCase.outputs(of: layer, for: inputs)["output"])
  }

  /// Gives the layer back the weights and buffers from before the pass.
  func loadWeights() throws { try Self.load(expected, into: layer) }

  private static func load(_ expected: [String: Tensor], into layer: any Module) throws {
    try layer.load(
      stateDict: expected.under("parameter/").merging(expected.under("buffer/")) { $1 })
  }
}
