import TestSupport
import Testing
import Torch

@Suite struct ArithmeticTests {
  private let a = Tensor([1.0, 2, 3, 4] as [Double], shape: [2, 2])
  private let b = Tensor([5.0, 6, 7, 8] as [Double], shape: [2, 2])

  @Test func combinesElementByElement() {
    #expect((a + b).array() == [6.0, 8, 10, 12])
    #expect((b - a).array() == [4.0, 4, 4, 4])
    #expect((a * b).array() == [5.0, 12, 21, 32])
    #expect((b / a).array() == [5.0, 3, 7.0 / 3, 2])
    #expect(a.adding(b, alpha: -0.5).array() == [-1.5, -1, -0.5, 0])
  }

  @Test func broadcastsFromTheLastDimension() {
    #expect((a + Tensor([10.0, 20] as [Double])).array() == [11.0, 22, 13, 24])
    #expect((a * Tensor([10.0, 20] as [Double], shape: [2, 1])).array() == [10.0, 20, 60, 80])
  }

  @Test func multipliesMatrices() {
    #expect(a.matmul(b).array() == [19.0, 22, 43, 50])
  }

  @Test func changesInPlace() {
    let tensor = a.clone()
    tensor.add(b, alpha: 2)
    #expect(tensor.array() == [11.0, 14, 17, 20])
    tensor *= 0.5
    #expect(tensor.array() == [5.5, 7, 8.5, 10])
    tensor.addProduct(a, b, alpha: 2)
    #expect(tensor.array() == [15.5, 31, 50.5, 74])
    tensor.fill(3)
    #expect(tensor.array() == [3.0, 3, 3, 3])
    tensor += 1
    #expect(tensor.array() == [4.0, 4, 4, 4])
  }

  @Test func rectifiesInPlace() {
    let tensor = Tensor([-1.0, 2] as [Double])
    tensor.rectify()
    #expect(tensor.array() == [0.0, 2])
  }

  @Test func countsInIntegers() {
    let counter = Tensor(41)
    counter += 1
    #expect(counter.intItem == 42)
    #expect(counter.dtype == .int64)
  }

  @Test func worksOnManyTensorsAtOnce() {
    let first = [Tensor([1.0, 2] as [Double]), Tensor([3.0] as [Double])]
    Foreach.add(first, [Tensor([10.0, 20] as [Double]), Tensor([30.0] as [Double])], alpha: 0.5)
    #expect(first.map { $0.array(of: Double.self) } == [[6, 12], [18]])
    Foreach.multiply(first, by: 2)
    #expect(first.map { $0.array(of: Double.self) } == [[12, 24], [36]])
    #expect(
      Foreach.norms([Tensor([3.0, 4] as [Double]), Tensor([5.0] as [Double])]).map(\.item) == [
        5, 5,
      ])
  }

  @Test func worksOnNoTensors() {
    Foreach.add([], [])
    Foreach.multiply([], by: 2)
    #expect(Foreach.norms([]).isEmpty)
  }
}
