import EngineProtocol
import CentralizeOptions
import TestSupport
import Testing
import Torch
import TorchNN

@testable import TorchTraining

struct PredictionTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func request(
    batchSize: Int = 2, dtype: NumberType = .float32
  ) throws -> PredictRequest {
    var options = OptionMap()
    options[.model] = "resnet8"
    options[.weights] = (folder.file("weights")).optionValue
    options[.batchSize] = batchSize.optionValue
    options[.threads] = 1
    options[.dtype] = dtype.optionValue
    return try PredictRequest(
      options, channels: nil, input: folder.file("images"), output: folder.file("logits"),
      in: Surroundings(environment: [:], currentFolder: "/", cores: 1) {
        $0.hasSuffix("logits") ? nil : .file
      })
  }

  /// Writes the weights of a network and five images; returns the network, in evaluation mode.
  private func prepare(
    channels: Int = 1, classes: Int = 4, dtype: DType = .float32
  ) throws -> (network: any Layer, images: Tensor) {
    Runtime.threads = 1
    let generator = Generator(seed: 8)
    let network = ModelName.resnet8.network(
      channels: channels, classes: classes, using: generator)
    network.move(dtype: dtype)
    for entry in network.stateDict where entry.name.hasSuffix("running_mean") {
      entry.tensor.load(.normal(entry.tensor.shape, dtype: dtype, using: generator))
    }
    network.setTraining(false)
    let images = Tensor.normal([5, channels, 12, 12], dtype: dtype, using: generator)
    try WeightsFile.write(network, to: folder.file("weights"))
    try SafetensorsFile.write([("images", images)], to: folder.file("images"))
    return (network, images)
  }

  private func logits() throws -> Tensor {
    try #require(try SafetensorsFile(folder.file("logits"))["logits"])
  }

  @Test func areTheNetworksLogitsInEvaluationMode() throws {
    let (network, images) = try prepare()
    try Prediction.run(request())
    let expected = withoutGrad { network(images) }
    #expect(try logits().shape == [5, 4])
    #expect(try maxDifference(logits(), expected) < 1e-5)
  }

  @Test func doublePrecisionStaysDouble() throws {
    let (network, images) = try prepare(dtype: .float64)
    try Prediction.run(request(dtype: .float64))
    let expected = withoutGrad { network(images) }
    #expect(try logits().dtype == .float64)
    #expect(try maxDifference(logits(), expected) < 1e-13)
  }

  @Test func channelsAndClassesAreThoseOfTheWeights() throws {
    _ = try prepare(channels: 3, classes: 7)
    try Prediction.run(request())
    #expect(try logits().shape == [5, 7])
  }

  @Test func anotherShapeIsAnErrorThatNamesBoth() throws {
    _ = try prepare()
    let path = folder.file("images")
    let cases: [(Tensor, String)] = [
      (.zeros([5, 12, 12]), "float32[5, 12, 12]"),
      (.zeros([5, 3, 12, 12]), "float32[5, 3, 12, 12]"),
      (.zeros([5, 1, 12, 12], dtype: .uint8), "uint8[5, 1, 12, 12]"),
      (.zeros([0, 1, 12, 12]), "float32[0, 1, 12, 12]"),
    ]
    for (images, found) in cases {
      try SafetensorsFile.write([("images", images)], to: path)
      #expect(
        throws: TrainingError.badInput(
          file: path, expected: "images float32[N, 1, H, W]", found: found)
      ) { try Prediction.run(request()) }
    }
    try SafetensorsFile.write([("image", .zeros([1]))], to: path)
    #expect(
      throws: TrainingError.badInput(
        file: path, expected: "a tensor 'images' [N, C, H, W]", found: "none of that name")
    ) { try Prediction.run(request()) }
  }

  /// A tensor without elements takes no room in a file, whatever it claims its sizes to be.
  @Test(arguments: [[16, 0, 3, 3], [0, 1 << 40, 3, 3]])
  func sizesThatNoNetworkHasAreAMismatch(_ shape: [Int]) throws {
    let (network, _) = try prepare()
    var tensors = network.stateDict.filter { $0.name != "conv1.weight" }
    tensors.append(("conv1.weight", .zeros(shape)))
    try SafetensorsFile.write(tensors, to: folder.file("weights"))
    let error = #expect(throws: TrainingError.self) { try Prediction.run(request()) }
    #expect(error?.description.contains("conv1.weight: expected [16, 1, 3, 3]") == true)
  }
}
