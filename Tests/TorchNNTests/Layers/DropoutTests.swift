import TestSupport
import Testing
import Torch
import TorchNN

@Suite struct DropoutTests {
  private let ones = Tensor.ones([100_000])

  @Test func keepsTheMean() {
    let output = Dropout(0.3, using: Generator(seed: 1))(ones)
    let scale = Float(1 / 0.7)
    #expect(Set(output.array(of: Float.self)) == [0, scale])
    // √(p/(1−p)) / √n.
    let standardError = 0.655 / 316
    #expect(abs(output.mean().item - 1) < 5 * standardError)
  }

  @Test func drawsAnewEachTime() {
    let dropout = Dropout(0.5, using: Generator(seed: 1))
    #expect(!dropout(ones).isEqual(to: dropout(ones)))
  }

  @Test func doesNothingInEvaluation() {
    let generator = Generator(seed: 1)
    let before = bytes(of: generator.state)
    let dropout = Dropout(0.5, using: generator)
    dropout.setTraining(false)
    #expect(dropout(ones).isSame(as: ones))
    #expect(bytes(of: generator.state) == before, "and draws nothing")
  }

  @Test func atTheEndsOfItsRange() {
    #expect(Dropout(0, using: Generator(seed: 1))(ones).isEqual(to: ones))
    #expect(Dropout(1, using: Generator(seed: 1))(ones).isEqual(to: ones.zerosLike()))
  }

  @Test func theGradientIsTheMask() {
    let x = Tensor.ones([1000])
    x.requiresGrad = true
    let output = Dropout(0.5, using: Generator(seed: 1))(x)
    output.sum().backward()
    #expect(x.grad?.isEqual(to: output) == true)
  }

  @Test func theStateRepeatsTheMask() {
    let dropout = Dropout(0.5, using: Generator(seed: 1))
    let state = dropout.generator.state
    let first = dropout(ones)
    dropout.generator.state = state
    #expect(dropout(ones).isEqual(to: first))
  }

  @Test func itsGeneratorIsFound() {
    let generator = Generator(seed: 1)
    let other = Generator(seed: 2)
    let network = Sequential(
      Dropout(0.5, using: generator), ReLU(), Dropout(0.5, using: generator),
      Dropout(0.5, using: other))
    let found = network.namedGenerators
    #expect(found.map(\.name) == ["0.generator", "3.generator"])
    #expect(
      found.map { ObjectIdentifier($0.value) } == [generator, other].map { ObjectIdentifier($0) })
  }

  @Test func aProbabilityOutOfRangeTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Dropout(1.5, using: Generator(seed: 1))
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("probability: expected 0 to 1, found 1.5"))
  }
}
