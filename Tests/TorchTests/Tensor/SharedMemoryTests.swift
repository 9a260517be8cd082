import TestSupport
import Testing
import Torch

/// Memory goes to libtorch and back without a copy, and is released when it should be.
@Suite struct SharedMemoryTests {
  private final class Owner {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 16, alignment: 16)
    init() { memory.copyBytes(from: (0..<16).map { UInt8($0) }) }
    deinit { memory.deallocate() }
  }

  @Test func adoptingDoesNotCopy() {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 8, alignment: 16)
    memory.initializeMemory(as: UInt8.self, repeating: 1)
    let tensor = Tensor(adopting: memory, shape: [8], dtype: .uint8)
    #expect(tensor.withBytes { $0.baseAddress } == memory.baseAddress)
    tensor.fill(5)
    #expect(memory.allSatisfy { $0 == 5 })
  }

  @Test func withBytesWritesThrough() {
    let tensor = Tensor([1 as UInt8, 2, 3])
    tensor.withBytes { $0[1] = 9 }
    #expect(tensor.array() == [1 as UInt8, 9, 3])
  }

  @Test func viewingKeepsItsOwnerAsLongAsAnyTensorOnIt() {
    weak var seen: Owner?
    var part: Tensor?
    do {
      let owner = Owner()
      seen = owner
      let whole = Tensor(viewing: owner.memory, shape: [4, 4], dtype: .uint8, keeping: owner)
      #expect(whole.withBytes { $0.baseAddress } == owner.memory.baseAddress)
      part = whole[3]
    }
    #expect(seen != nil)
    #expect(part?.array() == [12 as UInt8, 13, 14, 15])
    part = nil
    #expect(seen == nil)
  }

  @Test func channelsLastMemoryIsReadAsSuch() {
    // [N, H, W, C] = [1, 2, 2, 3] in memory.
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 12, alignment: 16)
    memory.copyBytes(from: (0..<12).map { UInt8($0) })
    let images = Tensor(
      adopting: memory, shape: [1, 3, 2, 2], dtype: .uint8, memoryFormat: .channelsLast)
    #expect(images.strides == [12, 1, 6, 3])
    #expect(images.isContiguous(.channelsLast))
    #expect(images.array() == [0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11] as [UInt8])
    #expect(images.withBytes { Array($0) } == Array(0..<12), "the bytes come in memory order")
  }

  @Test func everyTensorIsFreedOnce() async {
    await #expect(processExitsWith: .success) {
      let hundredMegabytes = 100 << 20
      let generator = Generator(seed: 0)
      func use() {
        let memory = UnsafeMutableRawBufferPointer.allocate(
          byteCount: hundredMegabytes, alignment: 16)
        let adopted = Tensor(adopting: memory, shape: [hundredMegabytes], dtype: .uint8)
        let made = Tensor.empty([hundredMegabytes], dtype: .uint8)
        _ = [adopted, made, Tensor(sharing: made)].map { $0.split(hundredMegabytes / 2) }
        _ = generator.state
      }
      use()
      let before = try addressSpace()
      for _ in 0..<50 { use() }
      #expect(try addressSpace() - before < 5 * hundredMegabytes)
    }
  }

  @Test func gapsTrap() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      Tensor.zeros([4, 4]).transposed(0, 1).withBytes { _ in }
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("make it contiguous first"))
  }

  @Test func tooFewBytesTrap() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor([1.0, 2, 3], shape: [2, 2])
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("float32[2, 2] needs 16 bytes, found 12"))
  }
}
