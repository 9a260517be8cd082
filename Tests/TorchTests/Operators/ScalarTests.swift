import Testing
import Torch

/// Numbers of Swift beside tensors take on the tensor's type, as in PyTorch.
@Suite struct ScalarTests {
  @Test func integersStayIntegers() {
    let integers = Tensor([1, 2])
    #expect((integers * 3 - 1).dtype == .int64 && (integers * 3 - 1).array() == [2, 5])
    #expect((integers * 0.5).dtype == .float32)
    #expect((integers / 2).array() == [0.5, 1] as [Float])
  }

  @Test func floatsAreScalarsToo() {
    let half: Float = 0.5
    let x = Tensor([1.0, 2])
    let all = [x * half, half * x, x + half, half + x, x - half, half - x, x / half, half / x]
    #expect(all.allSatisfy { $0.dtype == .float32 })
    #expect(
      all.map { $0.array(of: Float.self) } == [
        [0.5, 1], [0.5, 1], [1.5, 2.5], [1.5, 2.5], [0.5, 1.5], [-0.5, -1.5], [2, 4], [0.5, 0.25],
      ])
    #expect((x .> half).array() == [true, true])
  }

  @Test func inPlaceForAllWhoHoldIt() {
    let x = Tensor([1.0, 2])
    let y = x
    y += 1
    y -= Tensor([0.5, 0.5])
    y *= 4
    y /= 2
    #expect(x.array() == [3, 5] as [Float] && x.isSame(as: y))
  }
}
