import TestSupport
import Testing
import Torch

/// Numbers go in and come out unchanged, in every element type.
@Suite struct ElementTypeTests {
  private func roundTrip<Element: TensorElement & Equatable>(_ elements: [Element]) {
    let tensor = Tensor(elements, shape: [elements.count, 1])
    #expect(tensor.dtype == Element.dtype)
    #expect(tensor.shape == [elements.count, 1])
    #expect(tensor.array() == elements)
    #expect(Element.dtype.byteCount == MemoryLayout<Element>.size)
    // libtorch reads the same numbers: a copy made by one of its own operators has them.
    #expect((tensor.clone()).array() == elements)
  }

  @Test func integers() {
    roundTrip([UInt8.min, 1, .max])
    roundTrip([Int8.min, -1, .max])
    roundTrip([Int16.min, -1, .max])
    roundTrip([Int32.min, -1, .max])
    roundTrip([Int64.min, -1, .max])
    roundTrip([Int.min, -1, .max])
  }

  @Test func floatingPoint() {
    roundTrip([Float.leastNonzeroMagnitude, -1.5, .greatestFiniteMagnitude, .infinity])
    roundTrip([Double.leastNonzeroMagnitude, -1.5, .greatestFiniteMagnitude, .infinity])
    roundTrip([Float16.leastNonzeroMagnitude, -1.5, .greatestFiniteMagnitude, .infinity])
  }

  @Test func truthValues() { roundTrip([true, false]) }

  @Test func bfloat16ByItsBytes() {
    // A bfloat16 is the upper half of a float32: 1 is 0x3F80, −2.5 is 0xC020.
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 4, alignment: 16)
    memory.copyBytes(from: [0x80, 0x3F, 0x20, 0xC0])
    let tensor = Tensor(adopting: memory, shape: [2], dtype: .bfloat16)
    #expect(tensor.array() == [1 as Float, -2.5])
    #expect(bytes(of: Tensor([1 as Float, -2.5]).to(.bfloat16)) == [0x80, 0x3F, 0x20, 0xC0])
  }

  @Test func convertsOnTheWayOut() {
    #expect(Tensor([1, 2]).array(of: Double.self) == [1, 2])
    #expect(Tensor([1.9, -1.9]).array(of: Int32.self) == [1, -1])
  }

  @Test func scalarsAndEmptyTensors() {
    #expect(Tensor(2.5).shape == [])
    #expect(Tensor(2.5).item == 2.5)
    #expect(Tensor(7).intItem == 7)
    #expect(Tensor([Float](), shape: [0, 3]).array(of: Float.self) == [])
  }

  @Test func integersDoNotPassThroughDoubles() {
    #expect(Tensor(Int.max - 1).intItem == .max - 1)
  }

  @Test(arguments: DType.allCases)
  func everyTypeIsLibtorchsOwn(_ dtype: DType) {
    let tensor = Tensor.zeros([3], dtype: dtype)
    #expect(tensor.dtype == dtype)
    #expect(bytes(of: tensor).count == 3 * dtype.byteCount)
    // Only floating-point tensors have a gradient, and libtorch agrees on which those are.
    #expect(Operator("aten::is_floating_point").number(tensor) == (dtype.isFloatingPoint ? 1 : 0))
  }
}
