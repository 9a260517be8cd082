import TestSupport
import Testing
import Torch

/// A damaged file is refused or read, and never crashes the program.
@Suite struct SafetensorsFuzzTests {
  @Test func twoThousandDamagedFiles() throws {
    let folder = try TemporaryFolder()
    let whole = folder.file("whole")
    try SafetensorsFile.write(
      [
        ("weight", Tensor([1.0, 2, 3, 4], shape: [2, 2])), ("empty", Tensor([Float]())),
        ("mask", Tensor([true, false, true])), ("steps", Tensor(7)),
      ], metadata: ["format": "pt"], to: whole)
    let original = try folder.read("whole")
    var random = SeededRandom(2004)
    var refused = 0
    for _ in 0..<2000 {
      let path = try folder.write(damaged(original, &random), to: "damaged")
      do {
        for tensor in try SafetensorsFile(path).tensors.values {
          _ = tensor.clone()
          #expect(bytes(of: tensor).count == tensor.count * tensor.dtype.byteCount)
        }
      } catch {
        #expect(error.description.contains(path))
        refused += 1
      }
    }
    // Most of the file is header, where hardly a byte can change unnoticed.
    #expect(refused > 1000 && refused < 2000)
  }

  /// A few bytes changed at random places; of every eighth file, its end cut off as well.
  private func damaged(_ original: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    var bytes = original
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let place = Int.random(in: bytes.indices, using: &random)
      bytes[place] =
        Bool.random(using: &random)
        ? bytes[place] ^ (1 << UInt8.random(in: 0..<8, using: &random))
        : UInt8.random(in: 0...255, using: &random)
    }
    if Int.random(in: 0..<8, using: &random) == 0 {
      bytes.removeLast(Int.random(in: bytes.indices, using: &random))
    }
    return bytes
  }
}
