import TestSupport
import Testing
import Torch

@Suite struct GeneratorTests {
  private func draw(_ generator: Generator) -> [Double] {
    Tensor.normal([5], dtype: .float64, using: generator).array()
  }

  @Test func theSeedIsAllThatMatters() {
    #expect(draw(Generator(seed: 3)) == draw(Generator(seed: 3)))
    #expect(draw(Generator(seed: 3)) != draw(Generator(seed: 4)))
    #expect(draw(Generator(seed: .max)) != draw(Generator(seed: 0)))
  }

  @Test func theStateRepeatsWhatFollows() {
    let generator = Generator(seed: 3)
    _ = draw(generator)
    let state = generator.state
    let first = draw(generator)
    #expect(draw(generator) != first)
    generator.state = state
    #expect(draw(generator) == first)
    let other = Generator(seed: 99)
    other.state = state
    #expect(draw(other) == first)
  }

  @Test func theStateIsACopy() {
    let generator = Generator(seed: 3)
    let state = generator.state
    let before = bytes(of: state)
    _ = draw(generator)
    #expect(bytes(of: state) == before)
    #expect(state.dtype == .uint8 && state.rank == 1)
  }

  @Test func anOddNumberOfNormalsIsRestoredToo() {
    // The generator keeps the second of a pair of normal numbers for the next call.
    let generator = Generator(seed: 3)
    _ = Tensor.normal([1], dtype: .float64, using: generator)
    let state = generator.state
    let first = (0..<3).map { _ in Tensor.normal([1], dtype: .float64, using: generator).item }
    generator.state = state
    let again = (0..<3).map { _ in Tensor.normal([1], dtype: .float64, using: generator).item }
    #expect(first == again)
  }

  @Test func generatorsDoNotDisturbEachOther() {
    let alone = Generator(seed: 3)
    let (first, second) = (draw(alone), draw(alone))
    let disturbed = Generator(seed: 3)
    let other = Generator(seed: 4)
    #expect(draw(disturbed) == first)
    _ = draw(other)
    #expect(draw(disturbed) == second)
  }

  @Test func movedItBeginsAnewFromItsSeed() {
    let generator = Generator(seed: 3)
    generator.start(from: 8)
    _ = draw(generator)
    generator.move(to: .cpu)
    #expect(draw(generator) != draw(Generator(seed: 8)), "it was there already, and goes on")
    generator.move(to: .meta)
    #expect(generator.device == .meta && Tensor.uniform([2], using: generator).device == .meta)
    generator.move(to: .cpu)
    #expect(generator.device == .cpu && draw(generator) == draw(Generator(seed: 8)))
  }

  @Test func aStateOfAnotherLengthTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      Generator(seed: 1).state = Tensor([1 as UInt8, 2])
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("libtorch: "))
  }
}
