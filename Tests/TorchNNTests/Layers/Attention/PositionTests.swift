import TestSupport
import Testing
import Torch
import TorchNN

/// Positions and class tokens, under the keys of torchvision's `VisionTransformer`.
@Suite struct PositionTests {
  private let network = Sequence(using: Generator(seed: 1))

  @Test func theirParametersHaveTheModulesName() {
    let keys = ["class_token", "pos_embedding", "fc.weight", "fc.bias"]
    #expect(network.stateDict.map(\.name) == keys)
    #expect(network.namedParameters.map(\.name) == keys)
  }

  @Test func loadUnderThatName() throws {
    try network.load(stateDict: [
      "class_token": .full([1, 1, 3], 7), "pos_embedding": .full([1, 5, 3], 2),
      "fc.weight": .zeros([2, 3]), "fc.bias": .zeros([2]),
    ])
    let y = network.posEmbedding(network.classToken(.ones([2, 4, 3])))
    #expect(y.shape == [2, 5, 3])
    #expect(y.select(2, 0).array() == [9, 3, 3, 3, 3, 9, 3, 3, 3, 3] as [Float])
  }

  @Test func beginAsTorchvisions() {
    #expect(ClassToken(3).weight.array() == [0, 0, 0] as [Float])
    let position = PositionEmbedding(100, 64, using: Generator(seed: 1)).weight
    #expect(position.shape == [1, 100, 64])
    #expect(abs(position.variance([0, 1, 2]).item.squareRoot() / 0.02 - 1) < 0.05)
    let standardError = 0.02 / 80
    #expect(abs(position.mean().item) < 5 * standardError)
  }

  @Test func areTrained() throws {
    network(.ones([2, 4, 3])).sum().backward()
    for parameter in network.parameters {
      #expect(try #require(parameter.grad).abs().max().item > 0)
    }
  }

  @Test func anotherNumberOfPositionsTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = PositionEmbedding(5, 3, using: Generator(seed: 1))(.zeros([2, 1, 3]))
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("positions: expected […, 5, 3], found [2, 1, 3]"))
  }
}

/// The ends of a vision transformer.
private final class Sequence: Layer {
  let classToken: ClassToken
  let posEmbedding: PositionEmbedding
  let fc: Linear

  init(using generator: Generator) {
    classToken = ClassToken(3)
    posEmbedding = PositionEmbedding(5, 3, using: generator)
    fc = Linear(3, 2, using: generator)
  }

  func callAsFunction(_ x: Tensor) -> Tensor { fc(posEmbedding(classToken(x))) }
}
