import TestSupport
import Testing
import Torch

struct AutocastTests {
  private struct Stop: Error {}

  private func weight() -> Parameter { Parameter(.ones([2, 3]), .bias) }

  @Test(arguments: [DType.bfloat16, .float16])
  func shortensProductsAndLeavesParametersAsTheyAre(_ dtype: DType) {
    let (weight, x) = (weight(), Tensor([Float](repeating: 1, count: 3), shape: [1, 3]))
    let y = autocasting(to: dtype, on: .cpu) { x.linear(weight, nil) }
    #expect(y.dtype == dtype && weight.dtype == .float32)
    y.to(.float32).sum().backward()
    #expect(weight.grad?.dtype == .float32)
    #expect(x.linear(weight, nil).dtype == .float32)
  }

  @Test func shortensConvolutionsOfEachKind() {
    let x = Tensor.ones([1, 2, 4, 4])
    let types = autocasting(to: .bfloat16, on: .cpu) {
      [false, true].map { isTransposed in
        x.convolution(
          .ones([2, 2, 3, 3]), nil, stride: [1, 1], padding: [1, 1], dilation: [1, 1],
          transposed: isTransposed
        ).dtype
      }
    }
    #expect(types == [.bfloat16, .bfloat16])
  }

  @Test func lossesAreOfFloat32() {
    let loss = autocasting(to: .bfloat16, on: .cpu) {
      Tensor.ones([2, 3]).linear(weight(), nil).crossEntropy(Tensor([0, 1]))
    }
    #expect(loss.dtype == .float32)
  }

  @Test func aRegionInARegionHasItsOwnType() {
    let (weight, x) = (weight(), Tensor.ones([1, 3]))
    let types = autocasting(to: .bfloat16, on: .cpu) {
      let before = x.linear(weight, nil).dtype
      let within = [DType?.none, .float16].map { dtype in
        autocasting(to: dtype, on: .cpu) { x.linear(weight, nil).dtype }
      }
      return [before] + within + [x.linear(weight, nil).dtype]
    }
    #expect(types == [.bfloat16, .float32, .float16, .bfloat16])
  }

  @Test func anErrorEndsTheRegion() {
    #expect(throws: Stop.self) {
      try autocasting(to: .bfloat16, on: .cpu) { () throws(Stop) -> Void in throw Stop() }
    }
    #expect(Tensor.ones([1, 3]).linear(weight(), nil).dtype == .float32)
  }

  /// A cast of before the change would give the sum of before.
  @Test func aWeightIsCastAnewInEachRegion() {
    let (weight, x) = (weight(), Tensor.ones([1, 3]))
    let sums = [1.0, 2].map { value in
      withoutGrad { weight.fill(value) }
      return autocasting(to: .bfloat16, on: .cpu) { x.linear(weight, nil) }.sum().item
    }
    #expect(sums == [6, 12])
  }
}
