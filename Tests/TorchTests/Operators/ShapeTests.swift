import Testing
import Torch

@Suite struct ShapeTests {
  private let matrix = Tensor([1, 2, 3, 4, 5, 6], shape: [2, 3])

  @Test func rearranges() {
    #expect(matrix.reshaped([3, -1]).shape == [3, 2])
    #expect(matrix.permuted([1, 0]).array() == [1, 4, 2, 5, 3, 6])
    #expect(matrix.transposed(0, 1).array() == [1, 4, 2, 5, 3, 6])
    #expect(Tensor.zeros([2, 3, 4, 5]).flattened(from: 1, to: 2).shape == [2, 12, 5])
    #expect(Tensor.zeros([12, 5]).unflattened(0, into: [3, 4]).shape == [3, 4, 5])
    #expect(Tensor([1, 2], shape: [2, 1]).expanded([2, 3]).array() == [1, 1, 1, 2, 2, 2])
  }

  @Test func cutsATriangle() {
    #expect(matrix.upperTriangle().array() == [1, 2, 3, 0, 5, 6])
    #expect(matrix.upperTriangle(1).array() == [0, 2, 3, 0, 0, 6])
  }

  @Test func picks() {
    #expect(matrix[1].array() == [4, 5, 6])
    #expect(matrix.select(1, 2).array() == [3, 6])
    #expect(matrix.narrowed(1, from: 1, count: 2).array() == [2, 3, 5, 6])
    #expect(matrix.indexSelect(1, Tensor([2, 2, 0])).array() == [3, 3, 1, 6, 6, 4])
    #expect(matrix.indexed(by: [Tensor([1, 0]), Tensor([2, 1])]).array() == [6, 2])
    #expect(matrix.indexed(by: [nil, Tensor([0])]).shape == [2, 1])
    #expect(matrix.split(2, dim: 1).map(\.shape) == [[2, 2], [2, 1]])
  }

  @Test func viewsShareTheStorage() {
    let tensor = Tensor([1, 2, 3, 4])
    tensor[0].fill(9)
    tensor.narrowed(0, from: 2, count: 2).fill(7)
    tensor.detached().select(0, 1).fill(8)
    #expect(tensor.array() == [9, 8, 7, 7])
  }

  @Test func copiesDoNot() {
    let tensor = Tensor([1, 2])
    tensor.clone().fill(9)
    #expect(tensor.array() == [1, 2])
  }

  @Test func joins() {
    #expect(Tensor.concatenated([matrix, matrix], dim: 1).shape == [2, 6])
    #expect(Tensor.stacked([matrix, matrix], dim: 1).shape == [2, 2, 3])
    #expect(Tensor.concatenated([Tensor([1]), Tensor([2, 3])]).array() == [1, 2, 3])
  }

  @Test func converts() {
    #expect(Tensor([1.75, -1.75]).to(.int32).array(of: Int32.self) == [1, -1])
    #expect(matrix.to(.int64).isSame(as: matrix), "what fits is not copied")
    #expect(matrix.to(.cpu).isSame(as: matrix))
  }

  @Test func copiesWithConversionAndBroadcasting() {
    let target = Tensor.zeros([2, 2])
    target.copy(from: Tensor([1, 2]))
    #expect(target.array() == [1 as Float, 2, 1, 2])
  }

  @Test func changesTheMemoryFormat() {
    let images = Tensor(Array(0..<24), shape: [1, 2, 3, 4])
    let last = images.contiguous(.channelsLast)
    #expect(last.strides == [24, 1, 8, 2])
    #expect(last.isContiguous(.channelsLast))
    #expect(!last.isContiguous())
    #expect(last.array() == Array(0..<24), "the order of the elements is that of the shape")
    #expect(images.contiguous().strides == images.strides)
  }
}
