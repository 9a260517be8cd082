import TestSupport
import Testing
import Torch
import TorchNN

/// Every layer computes what PyTorch's does, forwards and backwards.
@Suite struct LayerFixtureTests {
  private let tolerance = 1e-5

  @Test(arguments: try LayerCase.names { !$0.isLoss })
  func output(_ name: String) throws {
    let pass = try LayerPass(name)
    let expected = pass.expected.filter {
      $0.key.hasPrefix("output") && !$0.key.hasSuffix("gradient")
    }
    #expect(Set(pass.outputs.keys) == Set(expected.keys))
    for (key, output) in expected {
      #expect(maxDifference(try #require(pass.outputs[key]), output) <= tolerance, "\(key)")
    }
  }

  @Test(arguments: try LayerCase.names { !$0.isLoss })
  func gradients(_ name: String) throws {
    let pass = try LayerPass(name)
    var found: [String: Tensor] = [:]
    for parameter in pass.layer.namedParameters { found[parameter.name] = parameter.value.grad }
    for (key, input) in pass.inputs { found[key] = input.grad }
    let expected = pass.expected.under("gradient/")
    #expect(Set(found.keys) == Set(expected.keys))
    for (key, gradient) in expected {
      #expect(maxDifference(try #require(found[key]), gradient) <= tolerance, "\(key)")
    }
  }

  @Test(arguments: try LayerCase.names { !$0.isLoss })
  func stateDictAfterThePass(_ name: String) throws {
    let pass = try LayerPass(name)
    let expected = pass.expected.under("parameter/").merging(
      pass.expected.under("buffer_after/")
    ) { $1 }
    let state = Dictionary(uniqueKeysWithValues: pass.layer.stateDict.map { ($0.name, $0.tensor) })
    #expect(Set(state.keys) == Set(expected.keys))
    for (key, tensor) in expected {
      let found = try #require(state[key])
      #expect(found.dtype == tensor.dtype, "\(key)")
      #expect(maxDifference(found, tensor) <= tolerance, "\(key)")
    }
  }

  @Test(arguments: try LayerCase.names { $0.isNorm })
  func evaluation(_ name: String) throws {
    let pass = try LayerPass(name)
    pass.layer.setTraining(false)
    let buffers = pass.layer.namedBuffers.map { bytes(of: $0.value) }
    let output = try pass.run(pass.inputs)
    #expect(maxDifference(output, try #require(pass.expected["evaluation_output"])) <= tolerance)
    #expect(pass.layer.namedBuffers.map { bytes(of: $0.value) } == buffers)
  }

  @Test(arguments: try LayerCase.names { $0.takesImages })
  func channelsLast(_ name: String) throws {
    let pass = try LayerPass(name)
    try pass.loadWeights()
    pass.layer.move(memoryFormat: .channelsLast)
    let output = try pass.run(pass.inputs.mapValues { $0.contiguous(.channelsLast) })
    #expect(maxDifference(output, try #require(pass.expected["output"])) <= tolerance)
    #expect(output.isContiguous(.channelsLast), "the format is kept")
  }
}
