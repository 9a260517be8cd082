import TestSupport
import Testing
import Torch
import TorchNN

/// What the fixtures leave out: the keys' order, dropout, and what traps.
@Suite struct MultiheadAttentionTests {
  private let x = Tensor.normal([2, 4, 6], using: Generator(seed: 7))

  private func make(dropout: Double = 0) -> MultiheadAttention {
    MultiheadAttention(6, heads: 2, dropout: dropout, batchFirst: true, using: Generator(seed: 1))
  }

  @Test func keysStandInPyTorchsOrder() {
    let last = ["in_proj_bias", "out_proj.weight", "out_proj.bias"]
    #expect(make().stateDict.map(\.name) == ["in_proj_weight"] + last)
    let other = MultiheadAttention(6, heads: 2, valueSize: 7, using: Generator(seed: 1))
    #expect(
      other.stateDict.map(\.name)
        == ["q_proj_weight", "k_proj_weight", "v_proj_weight"] + last)
  }

  @Test func oneProductIsTheSameAsThree() {
    let attention = make()
    #expect(maxDifference(attention(x, x.clone(), x), attention(x)) < 1e-6)
  }

  @Test(arguments: [false, true])
  func theWayThatDropsIsTheSame(_ isCausal: Bool) {
    // So small a probability drops nothing, yet takes the way that drops.
    let mask = isCausal ? nil : Tensor.normal([4, 4], using: Generator(seed: 8)).to(.float32)
    let expected = make()(x, x, x, mask: mask, isCausal: isCausal)
    let found = make(dropout: 1e-12)(x, x, x, mask: mask, isCausal: isCausal)
    #expect(maxDifference(found, expected) < 1e-5)
  }

  @Test func dropsWhileTrainingFromItsOwnGenerator() {
    let attention = make(dropout: 0.5)
    #expect(attention.namedGenerators.map(\.name) == ["dropout.generator"])
    #expect(make().namedGenerators.isEmpty)
    #expect(!attention(x).isEqual(to: attention(x)))
    attention.setTraining(false)
    #expect(attention(x).isEqual(to: make()(x)))
  }

  @Test func headsThatDoNotDivideTheSizeTrap() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MultiheadAttention(6, heads: 4, using: Generator(seed: 1))
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("heads must divide 6 numbers, found 4"))
  }

  @Test func aMaskNextToIsCausalTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let x = Tensor.zeros([3, 1, 4])
      let attention = MultiheadAttention(4, heads: 2, using: Generator(seed: 1))
      _ = attention(x, x, x, mask: .zeros([3, 3]), isCausal: true)
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("a mask or isCausal: expected one, found both"))
  }

  @Test func aMaskOfBooleansTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let x = Tensor.zeros([3, 1, 4])
      let attention = MultiheadAttention(4, heads: 2, using: Generator(seed: 1))
      _ = attention(x, x, x, mask: .zeros([3, 3]) .== .zeros([3, 3]))
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("mask: expected numbers to add, of a floating type"))
  }
}
