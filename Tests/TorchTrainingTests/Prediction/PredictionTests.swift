import EngineProtocol
import CentralizeOptions
import TestSupport
import Testing
import Torch
import TorchData
import TorchNN

@testable import TorchTraining

struct PredictionTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func request(
    batchSize: Int = 2, dtype: NumberType = .float32, precision: Precision = .float32
  ) throws -> PredictRequest {
    var options = OptionMap()
    options[.model] = "resnet8"
    options[.weights] = (folder.file("weights")).optionValue
    options[.batchSize] = batchSize.optionValue
    options[.threads] = 1
    options[.dtype] = dtype.optionValue
    options[.precision] = precision.optionValue
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

  /// As any reader of RFC 4180 reads them, byte by byte: a comma, a quote or a slash may be one character
  /// with what follows it.
  @Test(arguments: [Precision.bf16, .fp16])
  func halfPrecisionIsThatOfThePasses(_ precision: Precision) throws {
    let (network, images) = try prepare()
    try Prediction.run(request(precision: precision))
    let expected = withoutGrad { network(images) }
    let away = try maxDifference(logits(), expected)
    #expect(try logits().dtype == .float32)
    #expect(away > 1e-5 && away < 0.05, "\(away)")
  }

  @Test func theNamesOfFilesAreFields() throws {
    _ = try prepare(channels: 3)
    let image = bytes(of: try #require(try Fixture.tensors("images.safetensors")["file/gray"]))
    let names = [
      "\u{301}a.jpg", "b\nc.jpg", "d\re.jpg", "f,\u{301}g.jpg", "h\"\u{301}\"i.jpg", "j.jpg",
    ]
    for name in names { try folder.write(image, to: "photos/" + name) }
    try folder.write([1], to: "photos/k.gif")
    var options: OptionMap = [.model: "resnet8", .imageSize: 16, .resize: 16, .threads: 1]
    options[.weights] = folder.file("weights").optionValue
    let request = try PredictRequest(
      options, channels: nil, input: nil, images: [folder.file("photos")],
      output: folder.file("csv"),
      in: Surroundings(environment: [:], currentFolder: "/", cores: 1) {
        $0.hasSuffix("photos") ? .folder : $0.hasSuffix("csv") ? nil : .file
      })
    var notes: [String] = []
    try Prediction.run(request, note: { notes.append($0) })
    #expect(
      notes == [
        folder.file("photos") + ": 1 file of an image format that is not read (.gif)"
      ])
    let fields = [
      "\"b\nc.jpg\"", "\"d\re.jpg\"", "\"f,\u{301}g.jpg\"", "\"h\"\"\u{301}\"\"i.jpg\"", "j.jpg",
      "\u{301}a.jpg",
    ]
    let csv = Array(try folder.read("csv"))
    var rest = csv[...]
    for field in ["file"] + fields {
      #expect(rest.starts(with: Array(field.utf8) + [UInt8(ascii: ",")]), "\(field)")
      rest = rest[(try #require(rest.firstRange(of: [13, 10]))).upperBound...]
    }
    #expect(rest.isEmpty)
  }

  /// Files and folders by the names that they were given, each with all classes and their names, likeliest
  /// first; of a network that sees gray, at the size of what it was trained on.
  @Test func filesOfGrayImagesHaveTheirLikeliestClasses() throws {
    let (network, _) = try prepare()
    let origin = WeightsOrigin(classNames: ["a,b", "c", "d\"\u{301}"], dataset: .fashionMNIST)
    try WeightsFile.write(network, origin: origin, to: folder.file("weights"))
    let files = try Fixture.tensors("images.safetensors")
    try folder.write(bytes(of: #require(files["file/baseline-420"])), to: "one.jpg")
    try folder.write(bytes(of: #require(files["file/png-rgb8"])), to: "photos/two.png")
    let paths = [folder.file("one.jpg"), folder.file("photos") + "/"]
    let options: OptionMap = [
      .model: "resnet8", .threads: 1, .top: 9, .weights: folder.file("weights").optionValue,
    ]
    let request = try PredictRequest(
      options, channels: nil, input: nil, images: paths, output: folder.file("csv"),
      in: Surroundings(environment: [:], currentFolder: "/", cores: 1) {
        $0.hasSuffix("csv") ? nil : .file
      })
    try Prediction.run(request)
    let dataset = PublishedDataset.fashionMNIST
    let loader = DataLoader(
      ImageFiles(
        paths: [folder.file("one.jpg"), folder.file("photos/two.png")], labels: [0, 0],
        classNames: [""], channels: 1), batchSize: 2,
      pipeline: ImagePipeline(
        normalization: dataset.normalization, crop: .center(resize: 28), imageSize: 28),
      shuffle: false)
    let batch = try #require(try loader.batches(epoch: 0).next())
    #expect(batch.images.shape == [2, 1, 28, 28])
    let likely = withoutGrad { network(batch.images).softmax(1).array(of: Double.self) }
    let names = ["\"a,b\"", "c", "\"d\"\"\u{301}\"", ""]
    var expected = "file,class,probability,name\r\n"
    for (index, path) in ["one.jpg", "photos/two.png"].enumerated() {
      let own = likely[index * 4..<index * 4 + 4].enumerated().sorted { $0.element > $1.element }
      for (label, probability) in own {
        expected += "\(folder.file(path)),\(label),\(probability),\(names[label])\r\n"
      }
    }
    let found = try folder.read("csv")
    #expect(Array(found) == Array(expected.utf8), "\(String(decoding: found, as: UTF8.self))")
    #expect(ImageClassification.likeliest(3, of: [.nan, 0.2, 0.3, 0.2]) == [2, 1, 3])

    let colors = try PredictRequest(
      options.overlaid(by: [.dataset: "imagenet"]), channels: nil, input: nil, images: paths,
      output: folder.file("csv"),
      in: Surroundings(environment: [:], currentFolder: "/", cores: 1) {
        $0.hasSuffix("csv") ? nil : .file
      })
    #expect(
      throws: TrainingError.badInput(
        file: folder.file("weights"),
        expected: "a network of 3 channels for images like those of imagenet (--dataset)",
        found: "one of 1")
    ) { try Prediction.run(colors) }
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
