import TestSupport
import Testing
import Torch
import TorchNN

@Suite struct ModeTests {
  @Test func reachesEveryPart() throws {
    let network = Nested(using: Generator(seed: 1))
    let parts = network.namedModules.compactMap { $0.value as? any ModeDependent }
    #expect(parts.count == 4)
    #expect(parts.allSatisfy { $0.isTraining }, "networks begin in training mode")
    network.setTraining(false)
    #expect(parts.allSatisfy { !$0.isTraining })
    network.setTraining(true)
    #expect(parts.allSatisfy { $0.isTraining })
  }

  @Test func evaluationRepeatsItself() {
    let network = Nested(using: Generator(seed: 1))
    let x = Tensor.normal([2, 3, 4, 4], using: Generator(seed: 2))
    network.setTraining(false)
    #expect(network(x).isEqual(to: network(x)))
    network.setTraining(true)
    #expect(!network(x).isEqual(to: network(x)), "dropout draws anew")
  }
}
