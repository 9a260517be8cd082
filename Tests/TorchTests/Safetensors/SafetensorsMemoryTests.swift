import TestSupport
import Testing
import Torch

/// Tensors are views of the file's bytes in memory: they outlive it, and never change it.
@Suite struct SafetensorsMemoryTests {
  private let folder: TemporaryFolder
  private var path: String { folder.file("file") }

  init() throws {
    folder = try TemporaryFolder()
    try SafetensorsFile.write([("a", Tensor([1.0, 2, 3]))], to: path)
  }

  @Test func tensorsOutliveTheFileValueAndTheFile() throws {
    let tensor = try #require(try SafetensorsFile(path)["a"])
    try SafetensorsFile.write([("a", Tensor([7.0, 8, 9]))], to: path)
    #expect(tensor.array() == [1.0, 2, 3])
    #expect((tensor + tensor).array() == [2.0, 4, 6])
  }

  @Test func tensorsOutliveAFileThatShrinks() throws {
    let tensor = try #require(try SafetensorsFile(path)["a"])
    try folder.write([], to: "file")
    #expect(tensor.array() == [1.0, 2, 3])
  }

  @Test func writingToATensorDoesNotReachTheFile() throws {
    let before = try folder.read("file")
    let tensor = try #require(try SafetensorsFile(path)["a"])
    tensor.fill(5)
    #expect(tensor.array() == [5.0, 5, 5])
    #expect(try folder.read("file") == before)
    #expect(try SafetensorsFile(path)["a"]?.array() == [1.0, 2, 3])
  }

  @Test func theMemoryGoesWithTheLastTensor() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let path = folder.file("file")
      let count = 1 << 20
      try SafetensorsFile.write([("a", Tensor.zeros([count], dtype: .float64))], to: path)
      func use() throws { #expect(try SafetensorsFile(path)["a"]?[count - 1].item == 0) }
      try use()
      let before = try addressSpace()
      for _ in 0..<50 { try use() }
      #expect(try addressSpace() - before < 5 * 8 * count)
    }
  }

  @Test func unalignedTensorsAreCopied() throws {
    // A header of odd length, as other writers may leave it.
    let bytes = safetensors(header: header() + " ", data: [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0])
    let unaligned = safetensors(header: header(), data: [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0])
    #expect(bytes.count != unaligned.count)
    for content in [bytes, unaligned] {
      let path = try folder.write(content, to: "odd")
      let tensor = try #require(try SafetensorsFile(path)["a"])
      #expect(tensor.array() == [1 as Float, -2])
      #expect(tensor.withBytes { Int(bitPattern: $0.baseAddress) % 4 } == 0)
    }
  }
}
