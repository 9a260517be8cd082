import TestSupport
import Testing
import Torch

/// Numbers that are pairs: trap 26.
@Suite struct NumberTraps {
  @Test func trap26theMeansOfRealAndImaginaryPartsDoNotMix() {
    // Each part is centralized as if the other were not there.
    let parts = (1...2).map {
      Tensor.normal([3, 5], mean: Double($0), dtype: .float64, using: Generator(seed: UInt64($0)))
    }
    let pairs = Tensor.stacked(parts, dim: 2)
    let centralized = pairs.centralized(over: FanIn(dims: [1], kind: .linear))
    for (index, part) in parts.enumerated() {
      let expected = part - part.mean([1], keepDims: true)
      #expect(maxDifference(centralized.select(2, index), expected) < 1e-14)
    }
  }

  @Test func trap26complexNumbersAreRefused() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let complex = Operator("aten::complex")(Tensor.ones([2, 3]), Tensor.zeros([2, 3]))
      _ = complex.centralized(over: .linear)
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("libtorch's element type 9 has no counterpart here"))
  }
}
