import TestSupport
import Testing
import Torch

/// What a tensor is made of says its type: literals as in PyTorch, variables as they are.
@Suite struct LiteralTests {
  @Test func literalsAreFloat32AndInt64() {
    #expect(Tensor([1.0, 2]).dtype == .float32)
    #expect(Tensor([1, 2.5]).dtype == .float32)
    #expect(Tensor([-1.0 / 3, 2]).dtype == .float32)
    #expect(Tensor([1.0, 2], shape: [2, 1]).dtype == .float32)
    #expect(Tensor(0.5).dtype == .float32 && Tensor(0.5).shape == [])
    #expect(Tensor([1, 2]).dtype == .int64)
    #expect(Tensor(3).dtype == .int64)
    #expect(Tensor([true, false]).dtype == .bool)
  }

  @Test func variablesKeepTheirType() {
    let (doubles, double, float) = ([1.0, 2], 3.0, Float(4))
    #expect(Tensor(doubles).dtype == .float64)
    #expect(Tensor([1, double]).dtype == .float64)
    #expect(Tensor(double).dtype == .float64)
    #expect(Tensor([1, float]).dtype == .float32)
    #expect(Tensor([1, 2] as [UInt8]).dtype == .uint8)
    #expect(Tensor([doubles]).dtype == .float64)
    #expect(Tensor(doubles.map { $0 / 2 }).array() == [0.5, 1])
  }

  @Test func nested() {
    let matrix = Tensor([[1, 2.5, 3], [4, 5, 6]])
    #expect(matrix.dtype == .float32 && matrix.shape == [2, 3])
    #expect(matrix.array() == [1, 2.5, 3, 4, 5, 6] as [Float])
    let cube = Tensor([[[1, 2]], [[3, 4]], [[5, 6]]])
    #expect(cube.dtype == .int64 && cube.shape == [3, 1, 2] && cube.array() == Array(1...6))
    let four = Tensor([[[[0.5], [1]], [[2], [3]]]])
    #expect(four.dtype == .float32 && four.shape == [1, 2, 2, 1])
    #expect(four.array() == [0.5, 1, 2, 3] as [Float])
    #expect(Tensor([[true], [false]]).shape == [2, 1])
    #expect(Tensor([[Double]]()).shape == [0, 0])
  }

  @Test func rowsOfSeveralLengthsTrap() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor([[1, 2], [3]])
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("nested elements: expected 2 in each row as in the first, found 1"))
  }
}
