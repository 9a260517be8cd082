import Foundation
import TestSupport
import Testing
import Torch
import TorchData
import TorchExperiments
import TorchNN
import TorchOptimizers

/// The code of the tutorials, which this target compiles, does what they say.
@Suite struct TutorialTests {
  private static let catalog = Fixture.repository + "/Sources/TorchTraining/TorchTraining.docc"

  private func lines(_ path: String) throws -> [String] {
    try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n")
  }

  @Test func theStepsLeadToTheCompiledCode() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Tutorials")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let steps = try FileManager.default.contentsOfDirectory(atPath: Self.catalog + "/Code")
    var shown = 0
    for file in files {
      let name = file.replacing(".swift", with: "")
      let own = steps.filter { $0.hasPrefix(name + "-") }.sorted()
      let whole = try lines(folder.path + "/" + file)
      #expect(try lines(Self.catalog + "/Code/" + #require(own.last)) == whole, "\(name)")
      for step in own {
        // Each step is the end with lines left out.
        var rest = whole[...]
        for line in try lines(Self.catalog + "/Code/" + step) {
          let place = try #require(rest.firstIndex(of: line), "\(step): \(line)")
          rest = rest[(place + 1)...]
        }
      }
      shown += own.count
    }
    #expect(shown == steps.count && shown >= 13)
  }

  @Test func theTutorialsShowEveryStep() throws {
    let folder = Self.catalog + "/Tutorials/"
    let texts = try FileManager.default.contentsOfDirectory(atPath: folder).map {
      try String(contentsOfFile: folder + $0, encoding: .utf8)
    }.joined()
    for step in try FileManager.default.contentsOfDirectory(atPath: Self.catalog + "/Code") {
      #expect(texts.contains("file: \"\(step)\""), "\(step)")
    }
  }

  /// Ten kinds of images, each with a bright row of its own.
  private func images(_ count: Int) -> InMemoryImages {
    var pixels = [UInt8](repeating: 0, count: count * 784)
    for image in 0..<count {
      for column in 0..<28 { pixels[image * 784 + (image % 10) * 56 + column] = 255 }
    }
    return InMemoryImages(
      pixels: pixels, labels: (0..<count).map { $0 % 10 },
      imageShape: ImageShape(channels: 1, height: 28, width: 28), classCount: 10)
  }

  @Test func theNetworkLearns() throws {
    let network = Perceptron(using: Generator(seed: 0))
    let before = try accuracy(of: network, on: images(100))
    try train(network, on: images(200), epochs: 3)
    #expect(before < 0.5)
    #expect(try accuracy(of: network, on: images(100)) == 1)
  }

  @Test func theFilesOfFashionMNISTAreAsked() {
    #expect(throws: DataError.self) {
      try trainOnFashionMNIST(in: "/no/such/folder", weights: "/no/such/file")
    }
  }

  @Test func theLinkLimitsTheNorm() throws {
    func optimizer(_ weight: Parameter) -> Optimizer {
      Optimizer([Named("weight", weight)], learningRate: 1, NormGrowthLimit(2))
    }
    func step(_ optimizer: Optimizer, _ weight: Parameter, _ gradient: [Double]) -> [Double] {
      let before = weight.array(of: Double.self)
      weight.grad = Tensor(gradient)
      optimizer.step()
      return zip(before, weight.array(of: Double.self)).map { $0 - $1 }
    }
    let weight = Parameter(Tensor([0, 0] as [Double]), .bias)
    let first = optimizer(weight)
    #expect(step(first, weight, [3, 4]) == [3, 4], "nothing is known before")
    #expect(step(first, weight, [30, 40]) == [6, 8], "twice the norm before")
    let second = optimizer(weight)
    try second.restore(Dictionary(uniqueKeysWithValues: first.state.map { ($0.name, $0.tensor) }))
    #expect(step(second, weight, [0, -50]) == [0, -20], "the norm was saved")
  }

  @Test func theExperimentHasItsArms() {
    let experiment = separableExperiment(images: "images", classes: 5)
    #expect(experiment.arms.map(\.name).count == 3 && experiment.arms.last?.name == "steady")
    #expect(experiment.seeds == [0, 1, 2, 3])
    let network = SeparableNetwork(classes: 5, using: Generator(seed: 0))
    #expect(network(Tensor.zeros([2, 3, 32, 32])).shape == [2, 5])
    #expect(network.depthwise[0].weight.shape == [32, 1, 3, 3])
  }

  @Test func theChainKeepsTheMean() {
    let layer = Linear(3, 2, using: Generator(seed: 0))
    let optimizer = steadySGD(layer.namedParameters)
    #expect(optimizer.keepsWeightMean(of: layer.weight))
    #expect("\(optimizer)".contains("\n  NormGrowthLimit(factor: 1.01)"))
  }
}
