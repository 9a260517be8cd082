import TestSupport
import Testing
import Torch

/// A damaged file is refused or read, and never crashes the program.
@Suite struct SafetensorsFuzzTests {
  private let folder: TemporaryFolder
  private let original: [UInt8]

  init() throws {
    folder = try TemporaryFolder()
    try SafetensorsFile.write(
      [
        ("weight", Tensor([1.0, 2, 3, 4], shape: [2, 2])), ("empty", Tensor([Float]())),
        ("mask", Tensor([true, false, true])), ("steps", Tensor(7)),
      ], metadata: ["format": "pt"], to: folder.file("whole"))
    original = try folder.read("whole")
  }

  /// Whether the file at `path` is refused, with a sentence that names it.
  private func isRefused(_ path: String) -> Bool {
    do {
      for tensor in try SafetensorsFile(path).tensors.values {
        _ = tensor.clone()
        #expect(bytes(of: tensor).count == tensor.count * tensor.dtype.byteCount)
      }
      return false
    } catch {
      #expect(error.description.contains(path))
      return true
    }
  }

  @Test func twoThousandDamagedFiles() throws {
    var refused = 0
    for damaged in Mutations(of: original, seed: 2004).prefix(2000)
    where isRefused(try folder.write(damaged, to: "damaged")) {
      refused += 1
    }
    // Most of the file is header, where hardly a byte can change unnoticed.
    #expect(refused > 1000 && refused < 2000)
  }

  @Test func everyTruncationIsRefused() throws {
    for beginning in Mutations.truncations(of: original) {
      #expect(isRefused(try folder.write(beginning, to: "damaged")), "\(beginning.count) bytes")
    }
  }

  @Test(.enabled(if: ExtendedFuzzing.isEnabled)) func extended() throws {
    try ExtendedFuzzing.run("safetensors", on: [original]) { _ = isRefused($0) }
  }
}
