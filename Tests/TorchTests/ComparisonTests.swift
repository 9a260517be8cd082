import TestSupport
import Testing
import Torch

/// What the other tests compare with: it must not call different things equal.
@Suite struct ComparisonTests {
  @Test func differencesAreRelativeToTheLargestElement() {
    #expect(maxDifference(Tensor([1.0, -200]), Tensor([2.0, -200])) == 1.0 / 200)
    #expect(maxDifference(Tensor([1.0, 2]), Tensor([1.0, 2])) == 0)
    #expect(maxDifference(Tensor([0.5]), Tensor([0.0])) == 0.5)
  }

  @Test(arguments: [Double.nan, .infinity])
  func nothingIsNearWhatIsNotFinite(_ value: Double) {
    #expect(maxDifference(Tensor([value]), Tensor([value])) == .infinity)
    #expect(maxDifference(Tensor([1.0]), Tensor([value])) == .infinity)
    #expect(maxDifference(Tensor([value]), Tensor([1.0])) == .infinity)
  }

  @Test func shapesMustAgree() {
    #expect(maxDifference(Tensor([1.0]), Tensor(1.0)) == .infinity)
    #expect(maxDifference(Tensor.ones([2, 1]), Tensor.ones([1, 2])) == .infinity)
  }

  @Test func bitsAreBits() {
    #expect(isBitIdentical(Tensor([0.0]), Tensor([0.0])))
    #expect(!isBitIdentical(Tensor([0.0]), Tensor([-0.0])))
    #expect(!isBitIdentical(Tensor([0 as Float]), Tensor([0 as Int32])))
    #expect(!isBitIdentical(Tensor([0.0]), Tensor(0.0)))
    let images = Tensor.normal([1, 2, 3, 4], using: Generator(seed: 1))
    #expect(isBitIdentical(images, images.contiguous(.channelsLast)))
  }
}
