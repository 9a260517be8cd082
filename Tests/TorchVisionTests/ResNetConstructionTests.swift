import TestSupport
import Testing
import Torch
import TorchNN
import TorchVision

@Suite struct ResNetConstructionTests {
  /// The heights of what the convolutions give for images of 32×32: the stem's, then each stage's.
  static let heights: [(stem: ResNet.Stem, heights: [Int])] = [
    (.imageNet, [16, 8, 4, 2]), (.cifar, [32, 32, 16, 8]), (.strided, [16, 16, 8, 4]),
  ]

  @Test(arguments: heights)
  func stemsHaveTheirStrides(_ stem: ResNet.Stem, _ heights: [Int]) {
    let network = ResNet(
      .init(blocks: [1, 1, 1], widths: [2, 3, 4]), stem: stem, classes: 2,
      using: Generator(seed: 1))
    var found: [Int] = []
    Operator.observing({ call in
      if call.name == "aten::convolution" { found += call.results.map { $0.size(2) } }
    }) {
      _ = network(.zeros([1, 3, 32, 32]))
    }
    // Two convolutions a stage, and a shortcut where it halves the size.
    let counts = [1, 2, 3, 3]
    #expect(found == zip(heights, counts).flatMap { Array(repeating: $0, count: $1) })
  }

  @Test func theSeedIsAllThatMatters() {
    func weights(_ seed: UInt64) -> [[UInt8]] {
      ResNet(.resnet8, stem: .strided, channels: 1, classes: 10, using: Generator(seed: seed))
        .parameters.map { bytes(of: $0) }
    }
    #expect(weights(1) == weights(1))
    #expect(weights(1) != weights(2))
  }

  @Test func convolutionsStartWithHesDeviation() throws {
    let network = ResNet(.resnet18, classes: 10, using: Generator(seed: 1))
    for parameter in network.namedParameters where parameter.value.rank == 4 {
      let shape = parameter.value.shape
      let deviation = (2 / Double(shape[0] * shape[2] * shape[3])).squareRoot()
      let found = parameter.value.detached().variance([0, 1, 2, 3]).item.squareRoot()
      #expect(abs(found / deviation - 1) < 0.05, "\(parameter.name)")
    }
    // The classifier is uniform in ±√(1 / 512).
    let classifier = try #require(network.namedParameters.first { $0.name == "fc.weight" }).value
    #expect(classifier.detached().abs().max().item <= (1.0 / 512).squareRoot())
  }

  @Test func everyWeightHasAFanInAndNothingElse() {
    let network = ResNet(.resnet50, classes: 10, using: Generator(seed: 1))
    for parameter in network.namedParameters {
      #expect((parameter.value.fanIn != nil) == (parameter.value.rank > 1), "\(parameter.name)")
    }
  }

  @Test func aDepthOfTwoStagesTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ResNet.Depth(blocks: [1, 1], widths: [2, 4])
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("expected 3 or 4 stages, found blocks [1, 1] and widths [2, 4]"))
  }
}
