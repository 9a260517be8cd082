import TestSupport
import Testing
import Torch

@Suite struct FanInTests {
  @Test func namesTheDimensionsOfEachKind() {
    #expect(FanIn.linear == FanIn(dims: [1], kind: .linear))
    #expect(FanIn.convolution(spatialDims: 1).dims == [1, 2])
    #expect(FanIn.convolution(spatialDims: 3).dims == [1, 2, 3, 4])
    #expect(FanIn.transposedConvolution(spatialDims: 2).dims == [0, 2, 3])
    #expect(FanIn.convolution(spatialDims: 2, groups: 4).groups == 4)
    #expect(FanIn.convolution(spatialDims: 1).kind == .convolution)
    #expect(FanIn.linear.kind == .linear)
  }

  @Test func onlyTransposedGroupsSplitTheFirstDimension() {
    #expect(!FanIn.convolution(spatialDims: 2, groups: 4).splitsFirstDim)
    #expect(!FanIn.transposedConvolution(spatialDims: 2).splitsFirstDim)
    #expect(FanIn.transposedConvolution(spatialDims: 2, groups: 4).splitsFirstDim)
  }

  @Test func dimensionsOutOfOrderTrap() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = FanIn(dims: [2, 1], kind: .linear)
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("dims: expected ascending, found [2, 1]"))
  }

  @Test func noGroupsTrap() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = FanIn.convolution(spatialDims: 2, groups: 0)
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("groups: expected at least 1, found 0"))
  }
}
