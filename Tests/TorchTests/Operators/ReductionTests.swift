import Testing
import Torch

@Suite struct ReductionTests {
  private let matrix = Tensor([1.0, 2, 3, 4, 6, 8] as [Double], shape: [2, 3])

  @Test func reducesEverything() {
    #expect(matrix.sum().item == 24)
    #expect(matrix.mean().item == 4)
    #expect(matrix.max().item == 8)
    #expect(matrix.min().item == 1)
    #expect(Tensor([3.0, 4] as [Double]).norm().item == 5)
  }

  @Test func reducesSomeDimensions() {
    #expect(matrix.sum([0]).array() == [5.0, 8, 11])
    #expect(matrix.sum([1], keepDims: true).shape == [2, 1])
    #expect(matrix.mean([1]).array() == [2.0, 6])
    #expect(matrix.mean([0, 1], keepDims: true).shape == [1, 1])
  }

  @Test func dividesTheVarianceByTheCountLessTheCorrection() {
    #expect(matrix.variance([1]).array() == [1.0, 4])
    #expect(matrix.variance([1], correction: 0, keepDims: true).shape == [2, 1])
    #expect(abs(matrix.variance([1], correction: 0)[1].item - 8.0 / 3) < 1e-15)
  }

  @Test func theDeviationIsTheVariancesRoot() throws {
    #expect(matrix.standardDeviation([1]).array() == [1.0, 2])
    #expect(matrix.standardDeviation([1], keepDims: true).shape == [2, 1])
    let population = matrix.standardDeviation([1], correction: 0)[1].item
    #expect(abs(population - (8.0 / 3).squareRoot()) < 1e-15)
    let constant = Tensor([2.0, 2] as [Double], shape: [1, 2])
    constant.requiresGrad = true
    constant.standardDeviation([1]).sum().backward()
    #expect(try #require(constant.grad).array() == [0.0, 0], "not 0 / 0")
  }

  @Test func takesTheNormOfEveryRow() {
    let rows = Tensor([3.0, 4, 0, 5, 12, 0] as [Double], shape: [2, 3, 1]).normsOfRows()
    #expect(rows.shape == [2, 1, 1])
    #expect(rows.array() == [5.0, 13])
  }

  @Test func findsTheLargest() {
    let tensor = Tensor([1.0, 9, 3, 8, 6, 7] as [Double], shape: [2, 3])
    #expect(tensor.argmax(dim: 1).array() == [1, 0])
    #expect(tensor.argmax(dim: 1).dtype == .int64)
  }

  @Test(arguments: [Double.infinity, -.infinity, .nan])
  func findsWhatIsNotFinite(_ value: Double) {
    #expect(matrix.isFinite)
    #expect(!Tensor([1, value]).isFinite)
  }

  @Test func compares() {
    #expect(matrix.isEqual(to: matrix.clone()))
    #expect(!matrix.isEqual(to: matrix.reshaped([3, 2])))
    #expect(!matrix.isEqual(to: matrix + 1))
    #expect((Tensor([1, 2]) .== Tensor([1, 3])).array() == [true, false])
  }
}
