import TestSupport
import Testing
import Torch
import TorchNN

@testable import TorchTraining

/// What training scripts, and older versions of torchvision, do to a model's keys.
struct WeightsFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A dense layer, as torchvision names its parts.
  private final class DenseLayers: Layer {
    final class DenseLayer: Layer {
      let norm1 = BatchNorm2d(2)
      let conv1 = Conv2d(2, 2, kernel: 1, bias: false, using: Generator(seed: 1))
      let norm2 = BatchNorm2d(2)
      func callAsFunction(_ x: Tensor) -> Tensor { norm2(conv1(norm1(x))) }
    }

    let denselayer12 = DenseLayer()
    func callAsFunction(_ x: Tensor) -> Tensor { denselayer12(x) }
  }

  private func write(
    _ network: any Layer, as name: String, renaming rename: (String) -> String = { $0 }
  ) throws -> String {
    let path = folder.file(name)
    try SafetensorsFile.write(network.stateDict.map { (rename($0.name), $0.tensor) }, to: path)
    return path
  }

  @Test func theKeysOfPublishedDenseNetsAreUnderstood() throws {
    let source = DenseLayers()
    for tensor in source.stateDict where tensor.tensor.dtype.isFloatingPoint {
      withoutGrad { tensor.tensor.fill(0.25) }
    }
    let path = try write(source, as: "d.safetensors") { name in
      "module."
        + name.replacing("norm1", with: "norm.1").replacing("norm2", with: "norm.2")
        .replacing("conv1", with: "conv.1")
    }
    let network = DenseLayers()
    let report = try WeightsFile.load(path, into: network, model: "dense")
    for (own, given) in zip(network.stateDict, source.stateDict) {
      #expect(isBitIdentical(own.tensor, given.tensor), "\(own.name)")
    }
    #expect(
      report.lines == [
        "weights: d.safetensors: removed the prefix 'module.', renamed 'norm.1' to 'norm1' and the "
          + "like in its dense layers"
      ])
  }

  @Test func aFileThatIsTakenAsItStandsIsNoNews() throws {
    let report = try WeightsFile.load(
      try write(NormalizedClassifier(), as: "w"), into: NormalizedClassifier(seed: 2), model: "m")
    #expect(report.lines.isEmpty)
  }

  /// A network whose own keys have the prefix keeps it.
  @Test func aPrefixThatTheNetworkHasStays() throws {
    final class Wrapper: Layer {
      let model = LinearClassifier()
      func callAsFunction(_ x: Tensor) -> Tensor { model(x) }
    }
    let report = try WeightsFile.load(
      try write(Wrapper(), as: "w") { "module." + $0 }, into: Wrapper(), model: "m")
    #expect(report.removedPrefix == "module.")
  }

  /// Without a declared classifier nothing is replaced.
  @Test func onlyADeclaredClassifierIsReplaced() throws {
    let path = try write(LinearClassifier(classes: 7), as: "w")
    let network = LinearClassifier()
    let error = #expect(throws: TrainingError.self) {
      try WeightsFile.load(path, asStartOf: network, model: "m")
    }
    #expect(error?.description.contains("fc.weight: expected [10, 64], found [7, 64]") == true)
  }
}
