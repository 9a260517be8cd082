import TestSupport
import Testing
import Torch
import TorchNN

@Suite struct StateDictTests {
  private let network = Nested(using: Generator(seed: 1))

  private var state: [String: Tensor] {
    withoutGrad {
      Dictionary(uniqueKeysWithValues: network.stateDict.map { ($0.name, $0.tensor.clone()) })
    }
  }

  @Test func standsInPyTorchsOrder() {
    // Module by module, a module's own parameters and then its own buffers, then its children.
    #expect(
      network.stateDict.map(\.name) == [
        "layer_scale", "optional_scale", "tables.0", "tables.1", "running_norm", "conv1.weight",
        "conv1.bias", "norms.0.weight", "norms.0.bias", "norms.0.running_mean",
        "norms.0.running_var", "norms.0.num_batches_tracked", "norms.1.weight", "norms.1.bias",
        "norms.1.running_mean", "norms.1.running_var", "norms.1.num_batches_tracked",
        "downsample.0.weight", "downsample.1.weight", "downsample.1.bias",
        "downsample.1.running_mean", "downsample.1.running_var",
        "downsample.1.num_batches_tracked", "output_projection.weight", "output_projection.bias",
      ])
  }

  @Test func showsTheTensorsThemselves() throws {
    let weight = try #require(network.stateDict.first { $0.name == "conv1.weight" }).tensor
    #expect(weight === network.conv1.weight)
  }

  @Test func comesBack() throws {
    network(.ones([2, 3, 4, 4])).sum().backward()
    let other = Nested(using: Generator(seed: 2))
    #expect(!other.conv1.weight.isEqual(to: network.conv1.weight))
    try other.load(stateDict: state)
    for (a, b) in zip(other.stateDict, network.stateDict) {
      #expect(isBitIdentical(a.tensor, b.tensor), "\(a.name)")
    }
    #expect(other.conv1.weight.requiresGrad)
  }

  @Test func convertsTheType() throws {
    try network.load(stateDict: state.mapValues { $0.to(.float64) })
    #expect(network.conv1.weight.dtype == .float32)
    #expect(network.norms[0].numBatchesTracked.dtype == .int64)
  }

  @Test func olderFilesLackTheCounters() throws {
    let counted = network.norms[0].numBatchesTracked
    counted += 1
    try network.load(stateDict: state.filter { !$0.key.hasSuffix("num_batches_tracked") })
    #expect(counted.intItem == 1)
  }

  /// Some average the counters too; but what is no number of the kind is no weight.
  @Test func weightsAreFloatingPointNumbers() throws {
    try network.load(
      stateDict: state.mapValues { $0.dtype == .int64 ? $0.to(.float32) : $0.to(.bfloat16) })
    var wrong = state
    for (name, dtype): (String, DType) in [
      ("conv1.weight", .int8), ("conv1.bias", .bool), ("norms.0.num_batches_tracked", .bool),
    ] { wrong[name] = wrong[name]?.to(dtype) }
    let error = #expect(throws: StateDictMismatch.self) { try network.load(stateDict: wrong) }
    #expect(
      error?.description == """
        3 of another type (conv1.weight: expected float32, found int8, conv1.bias: expected \
        float32, found bool, norms.0.num_batches_tracked: expected int64, found bool)
        """)
  }

  @Test func whatDoesNotFitIsNamedAndNothingWritten() throws {
    var wrong = withoutGrad { state.mapValues { $0 + 1 } }
    wrong["conv1.weight"] = nil
    wrong["tables.0"] = nil
    wrong["fc.weight"] = Tensor([1.0])
    wrong["classifier"] = Tensor([1.0])
    wrong["conv1.bias"] = Tensor([1.0, 2])
    let before = network.stateDict.map { bytes(of: $0.tensor) }
    let error = #expect(throws: StateDictMismatch.self) { try network.load(stateDict: wrong) }
    #expect(error?.missing == ["tables.0", "conv1.weight"])
    #expect(error?.unexpected == ["classifier", "fc.weight"])
    #expect(error?.reshaped.map(\.name) == ["conv1.bias"])
    #expect(error?.reshaped.map(\.expected) == [[4]])
    #expect(error?.reshaped.map(\.found) == [[2]])
    #expect(
      error?.description == """
        2 keys missing (tables.0, conv1.weight); 2 keys unexpected (classifier, fc.weight); \
        1 of another shape (conv1.bias: expected [4], found [2])
        """)
    #expect(network.stateDict.map { bytes(of: $0.tensor) } == before)
  }

  @Test(arguments: ["missing", "unexpected", "reshaped"])
  func oneMisfitIsEnough(_ kind: String) throws {
    var wrong = state.mapValues { $0 + 1 }
    switch kind {
    case "missing": wrong["conv1.weight"] = nil
    case "unexpected": wrong["other"] = Tensor([1.0])
    default: wrong["conv1.bias"] = Tensor([1.0])
    }
    let before = network.stateDict.map { bytes(of: $0.tensor) }
    #expect(throws: StateDictMismatch.self) { try network.load(stateDict: wrong) }
    #expect(network.stateDict.map { bytes(of: $0.tensor) } == before)
  }

  @Test func aLongListIsCutShort() {
    let error = #expect(throws: StateDictMismatch.self) { try network.load(stateDict: [:]) }
    #expect(error?.missing.count == 22, "all but the three counters")
    #expect(error?.description.hasSuffix("conv1.weight, …)") == false)
    #expect(
      error?.description == """
        22 keys missing (layer_scale, optional_scale, tables.0, tables.1, running_norm, …)
        """)
  }
}
