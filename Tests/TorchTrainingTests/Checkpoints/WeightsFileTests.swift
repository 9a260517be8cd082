import CentralizeOptions
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

  private func changed(_ change: (Tensor) -> Tensor) throws -> String {
    let path = folder.file("w")
    try SafetensorsFile.write(
      LinearClassifier().stateDict.map { name, tensor in
        (name, name == "fc.weight" ? withoutGrad { change(tensor.clone()) } : tensor)
      }, to: path)
    return path
  }

  @Test(arguments: [DType.int8, .bool, .int64])
  func whatIsNoWeightIsRefused(_ dtype: DType) throws {
    let path = try changed { $0.to(dtype) }
    let error = #expect(throws: TrainingError.self) {
      try WeightsFile.load(path, into: LinearClassifier(), model: "m")
    }
    let words = "fc.weight: expected float32, found \(dtype)"
    #expect(error?.description.contains(words) == true)
  }

  /// Also a number that only a wider type has.
  @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300])
  func weightsAreFinite(_ number: Double) throws {
    let path = try changed { weight in
      let wide = weight.to(.float64)
      wide[3][5].fill(number)
      return wide
    }
    let network = LinearClassifier(seed: 2)
    let error = #expect(throws: TrainingError.self) {
      try WeightsFile.load(path, asStartOf: network, model: "m")
    }
    #expect(error == .weightsInFileNotFinite(file: path, name: "fc.weight"))
    #expect(error?.description.contains("--allow-non-finite") == true)
    #expect(network.fc.weight.isFinite)
    try WeightsFile.load(
      path, into: network, model: "m", reading: WeightsReading(allowsNonFinite: true))
    #expect(!network.fc.weight.isFinite)
  }

  /// As `torch.optim.swa_utils.AveragedModel` has them.
  @Test func whatStandsBesideAPrefixIsNamed() throws {
    let path = folder.file("w")
    try SafetensorsFile.write(
      NormalizedClassifier().stateDict.map { ("module." + $0.name, $0.tensor) }
        + [("n_averaged", Tensor(Int64(3)))], to: path)
    let report = try WeightsFile.load(path, into: NormalizedClassifier(seed: 2), model: "m")
    #expect(
      report.lines == ["weights: w: removed the prefix 'module.', left out 'n_averaged'"])
  }

  @Test func whatWasDoneIsNamedBesideWhatDoesNotFit() throws {
    let path = folder.file("w")
    try SafetensorsFile.write(
      [("module.w", Tensor([1.0, 2])), ("n_averaged", Tensor(Int64(3)))], to: path)
    let error = #expect(throws: TrainingError.self) {
      try WeightsFile.load(path, into: LinearClassifier(), model: "m")
    }
    #expect(
      error?.description == """
        \(path) does not fit the model m: 2 keys missing (fc.weight, fc.bias); 1 keys unexpected (w); \
        removed the prefix 'module.', left out 'n_averaged'
        """)
  }

  @Test func theChoiceOfAnEntryIsNamed() throws {
    var program = PickleProgram()
    var storages: [String: [UInt8]] = [:]
    program.emit("}(")
    for (place, entry) in ["state_dict", "state_dict_ema"].enumerated() {
      program.text(entry)
      program.emit("}(")
      for (name, tensor) in LinearClassifier(seed: UInt64(place)).stateDict {
        program.text(name)
        program.tensor(
          tensor.shape, strides: tensor.strides, key: entry + name, storageCount: tensor.count)
        storages[entry + name] = bytes(of: tensor)
      }
      program.emit("u")
    }
    program.emit("u.")
    let path = try folder.write(saved(program, storages), to: "w.pth")
    for (place, entry) in [nil, "state_dict_ema"].enumerated() {
      let network = LinearClassifier(seed: 5)
      let report = try WeightsFile.load(
        path, into: network, model: "m", reading: WeightsReading(entry: entry))
      #expect(
        isBitIdentical(network.fc.weight, LinearClassifier(seed: UInt64(place)).fc.weight))
      let names = ["state_dict", "state_dict_ema"]
      #expect(
        report.lines == [
          "weights: w.pth: took the entry '\(names[place])', not '\(names[1 - place])', which "
            + "--weights-entry takes"
        ])
    }
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
