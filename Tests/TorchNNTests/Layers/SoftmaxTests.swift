import Foundation
import TestSupport
import Testing
import Torch
import TorchNN

@Suite struct SoftmaxTests {
  private let x = Tensor([0.0, Foundation.log(3.0), 0, 0] as [Double], shape: [2, 2])

  @Test func sumsToOneAlongItsDimension() {
    #expect(
      maxDifference(Softmax()(x), Tensor([0.25, 0.75, 0.5, 0.5] as [Double], shape: [2, 2])) < 1e-15
    )
    #expect(
      maxDifference(Softmax(0)(x), Tensor([0.5, 0.75, 0.5, 0.25] as [Double], shape: [2, 2]))
        < 1e-15)
  }

  @Test func hasALogarithm() {
    #expect(maxDifference(x.logSoftmax(1), x.softmax(1).log()) < 1e-15)
  }
}
