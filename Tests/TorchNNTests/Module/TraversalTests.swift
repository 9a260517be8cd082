import TestSupport
import Testing
import Torch
import TorchNN

/// Parts are found through modules, arrays and optionals, in the order of their declaration.
@Suite struct TraversalTests {
  private let network = Nested(using: Generator(seed: 1))

  @Test func findsParametersUnderPyTorchsNames() {
    #expect(
      network.namedParameters.map(\.name) == [
        "conv1.weight", "conv1.bias", "norms.0.weight", "norms.0.bias", "norms.1.weight",
        "norms.1.bias", "downsample.0.weight", "downsample.1.weight", "downsample.1.bias",
        "output_projection.weight", "output_projection.bias", "layer_scale", "optional_scale",
        "tables.0", "tables.1",
      ])
  }

  @Test func namesBelongToTheirParameters() throws {
    let found = Dictionary(
      uniqueKeysWithValues: network.namedParameters.map { ($0.name, $0.value) })
    #expect(found["conv1.weight"] === network.conv1.weight)
    #expect(found["norms.1.bias"] === network.norms[1].bias)
    #expect(found["output_projection.bias"] === network.outputProjection.bias)
    #expect(found["tables.1"] === network.tables[1])
  }

  @Test func findsBuffers() {
    let norms = ["norms.0", "norms.1", "downsample.1"].flatMap { norm in
      ["running_mean", "running_var", "num_batches_tracked"].map { "\(norm).\($0)" }
    }
    #expect(network.namedBuffers.map(\.name) == norms + ["running_norm"])
  }

  @Test func findsModules() {
    #expect(
      network.namedModules.map(\.name) == [
        "", "conv1", "norms.0", "norms.1", "downsample", "downsample.0", "downsample.1",
        "downsample.2", "output_projection",
      ])
    #expect(network.namedModules.first?.value === network)
  }

  @Test func findsGenerators() {
    #expect(network.namedGenerators.map(\.name) == ["downsample.2.generator"])
  }

  @Test func countsASharedParameterOnce() {
    let tied = Tied(using: Generator(seed: 1))
    #expect(tied.namedParameters.map(\.name) == ["first.weight", "first.bias"])
    #expect(tied.parameters.count == 2)
  }

  @Test func sequentialsAreNamedByPositionAlone() {
    let generator = Generator(seed: 1)
    let inner = Sequential(ReLU(), Linear(2, 2, using: generator))
    let outer = Sequential(Linear(2, 2, bias: false, using: generator), inner)
    #expect(outer.namedParameters.map(\.name) == ["0.weight", "1.1.weight", "1.1.bias"])
  }

  @Test func sequentialsApplyTheirLayersInOrder() {
    let x = Tensor([-1.0, 2], shape: [1, 2])
    #expect(Sequential(ReLU(), Flatten(from: 0), Identity())(x).array() == [0.0, 2])
    #expect(Sequential([])(x).isSame(as: x))
  }

  @Test func clearsGradients() {
    network(.ones([2, 3, 4, 4])).sum().backward()
    #expect(network.conv1.weight.grad != nil)
    network.zeroGrad()
    #expect(network.parameters.allSatisfy { $0.grad == nil })
  }
}
