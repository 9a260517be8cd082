import TestSupport
import Testing
import Torch

/// The boxed call: every kind of argument reaches the operator, every kind of result comes back.
@Suite struct OperatorCallTests {
  private let matrix = Tensor([1.0, 2, 3, 4, 5, 6] as [Double], shape: [2, 3])

  @Test func fillsInTheDefaultsOfTheSchema() {
    // aten::flatten(Tensor self, int start_dim=0, int end_dim=-1)
    let flatten = Operator("aten::flatten", overload: "using_ints")
    #expect(flatten(matrix).shape == [6])
    #expect(flatten(matrix, 1).shape == [2, 3])
  }

  @Test func knowsNameAndSchema() {
    let relu = Operator("aten::relu")
    #expect(relu.name == "aten::relu")
    #expect(relu.schema == "aten::relu(Tensor self) -> Tensor")
  }

  @Test func returnsSeveralResultsInOrder() {
    let results = Operator("aten::max", overload: "dim").results(2, matrix, 1)
    #expect(results.map { $0.array(of: Double.self) } == [[3, 6], [2, 2]])
  }

  @Test func returnsLists() {
    let pieces = Operator("aten::split", overload: "Tensor").list(matrix, 2, 1)
    #expect(pieces.map(\.shape) == [[2, 2], [2, 1]])
    #expect(pieces[1].array() == [3.0, 6])
  }

  @Test func returnsNumbersAndTruthValues() {
    #expect(Operator("aten::_local_scalar_dense").number(Tensor(2.5)) == 2.5)
    #expect(Operator("aten::size", overload: "int").number(matrix, 1) == 3)
    let equal = Operator("aten::equal")
    #expect(equal.number(matrix, matrix) == 1)
    #expect(equal.number(matrix, matrix + 1) == 0)
  }

  @Test func writesToItsArguments() {
    let tensor = Tensor([1.0, 2] as [Double])
    Operator("aten::mul_", overload: "Scalar").mutate(tensor, 3)
    #expect(tensor.array() == [3.0, 6])
  }

  @Test func takesNone() {
    let linear = Operator("aten::linear")
    let noBias: Tensor? = nil
    let bias: Tensor? = Tensor([10.0, 20] as [Double])
    #expect(linear(matrix, matrix, noBias).array() == [14.0, 32, 32, 77])
    #expect(linear(matrix, matrix, bias).array() == [24.0, 52, 42, 97])
    // aten::clamp(Tensor self, Scalar? min=None, Scalar? max=None)
    let noMinimum: Double? = nil
    #expect(Operator("aten::clamp")(matrix, noMinimum, 2.0).array() == [1.0, 2, 2, 2, 2, 2])
  }

  @Test func takesStrings() {
    let gelu = Operator("aten::gelu")
    let x = Tensor([1.0] as [Double])
    #expect(abs(gelu(x, "none").item - 0.841344746) < 1e-9)
    #expect(abs(gelu(x, "tanh").item - 0.841191990) < 1e-9)
  }

  @Test func takesDTypesDevicesAndMemoryFormats() {
    let noLayout: Int? = nil
    let notPinned: Bool? = nil
    let empty = Operator("aten::empty", overload: "memory_format")
    let tensor = empty(
      [2, 3, 4, 5], DType.int16, noLayout, Device.cpu, notPinned, MemoryFormat.channelsLast)
    #expect(tensor.dtype == .int16)
    #expect(tensor.device == .cpu)
    #expect(tensor.strides == [60, 1, 15, 3])
  }

  @Test func takesGenerators() {
    let draw = { (seed: UInt64) -> [Double] in
      let tensor = Tensor.zeros([4], dtype: .float64)
      Operator("aten::uniform_").mutate(tensor, 0.0, 1.0, Generator(seed: seed))
      return tensor.array()
    }
    #expect(draw(1) == draw(1))
    #expect(draw(1) != draw(2))
  }

  @Test func takesListsOfNumbers() {
    #expect(Operator("aten::permute")(matrix, [1, 0]).shape == [3, 2])
    let noSizes: [Int]? = nil
    let upsample = Operator("aten::upsample_nearest2d", overload: "vec")
    #expect(upsample(matrix.reshaped([1, 1, 2, 3]), noSizes, [2.0, 3.0]).shape == [1, 1, 4, 9])
  }

  @Test func takesListsOfTruthValues() {
    // aten::native_layer_norm_backward(…, bool[3] output_mask) -> (Tensor, Tensor, Tensor)
    let x = Tensor([1.0, -1] as [Double], shape: [1, 2])
    let gain = Tensor([2.0, 2] as [Double])
    let backward = Operator("aten::native_layer_norm_backward")
    let gradients = backward.results(
      3, Tensor([3.0, 4] as [Double], shape: [1, 2]), x, [2],
      Tensor([0.0] as [Double], shape: [1, 1]),
      Tensor([1.0] as [Double], shape: [1, 1]), gain, gain, [true, true, true])
    #expect(gradients[1].array() == [3.0, -4])
    #expect(gradients[2].array() == [3.0, 4])
  }

  @Test func takesListsOfTensors() {
    let cat = Operator("aten::cat")
    #expect(cat(TensorList([matrix, matrix]), 0).shape == [4, 3])
  }

  @Test func takesListsOfOptionalTensors() {
    let index = Operator("aten::index", overload: "Tensor")
    let columns = index(matrix, OptionalTensorList([nil, Tensor([2, 0])]))
    #expect(columns.array() == [3.0, 1, 6, 4])
    let rows = index(matrix, OptionalTensorList([Tensor([1])]))
    #expect(rows.array() == [4.0, 5, 6])
  }

  @Test func takesNumbersAsScalarsOfTheirType() {
    let add = Operator("aten::add", overload: "Scalar")
    #expect(add(Tensor([1, 2]), 1).dtype == .int64)
    #expect(add(Tensor([1, 2]), 1.0).dtype == .float32)
  }

  @Test func keepsNothingAlive() {
    final class Owner {}
    weak var seen: Owner?
    do {
      let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 8, alignment: 16)
      memory.initializeMemory(as: UInt8.self, repeating: 0)
      let owner = Owner()
      seen = owner
      let tensor = Tensor(viewing: memory, shape: [1], dtype: .float64, keeping: owner)
      _ = tensor + tensor
      _ = tensor.split(1)
      _ = tensor.isFinite
      tensor += tensor
    }
    #expect(seen == nil)
  }
}
