import Testing
import Torch

@Suite struct CreationTests {
  @Test func fills() {
    #expect(Tensor.zeros([2]).array() == [0 as Float, 0])
    #expect(Tensor.ones([2], dtype: .int32).array() == [1 as Int32, 1])
    #expect(Tensor.full([2], 2.5, dtype: .float64).array() == [2.5, 2.5])
    #expect(Tensor.arange(4).array() == [0, 1, 2, 3])
    #expect(Tensor.arange(3, dtype: .float64).array() == [0.0, 1, 2])
  }

  @Test func takesTheTypeAndTheFormat() {
    let tensor = Tensor.empty([2, 3, 4, 5], dtype: .float16, memoryFormat: .channelsLast)
    #expect(tensor.dtype == .float16)
    #expect(tensor.isContiguous(.channelsLast))
  }

  @Test func likeAnother() {
    let model = Tensor.empty([1, 2, 2, 2], dtype: .float64, memoryFormat: .channelsLast)
    for (tensor, value) in [(model.zerosLike(), 0.0), (model.onesLike(), 1)] {
      #expect(tensor.array() == Array(repeating: value, count: 8))
      #expect(tensor.dtype == .float64 && tensor.strides == model.strides)
    }
    #expect(model.emptyLike().strides == model.strides)
  }
}
