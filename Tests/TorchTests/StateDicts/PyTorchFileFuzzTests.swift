import Foundation
import TestSupport
import Testing
import Torch

/// A damaged file is refused or read, and never crashes, hangs or allocates much.
@Suite struct PyTorchFileFuzzTests {
  static let names = [
    "plain", "legacy", "types", "legacy_types", "views", "legacy_views", "nested", "legacy_nested",
    "protocol4", "parameters", "module", "legacy_module", "malicious", "unusual",
  ]
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static func original(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: Fixture.path("pth/\(name).pth"))))
  }

  /// Whether the file at `path` is refused, with a sentence that names it.
  private func isRefused(_ path: String, originalCount: Int) -> Bool {
    do {
      for tensor in try PyTorchFile(path).tensors.values {
        let size = bytes(of: tensor).count
        #expect(size == tensor.count * tensor.dtype.byteCount && size <= originalCount + 64)
      }
      return false
    } catch {
      #expect(error.description.contains(path))
      return true
    }
  }

  @Test(arguments: names)
  func everyTruncationIsRefused(_ name: String) throws {
    let original = try Self.original(name)
    for beginning in Mutations.truncations(of: original) {
      let path = try folder.write(beginning, to: "damaged")
      #expect(isRefused(path, originalCount: original.count), "\(beginning.count) bytes")
    }
  }

  @Test(arguments: names)
  func damagedFiles(_ name: String) throws {
    let original = try Self.original(name)
    var refused = 0
    for damaged in Mutations(of: original, seed: 4004).prefix(300)
    where isRefused(try folder.write(damaged, to: "damaged"), originalCount: original.count) {
      refused += 1
    }
    #expect(refused > 50)
  }

  @Test(.enabled(if: ExtendedFuzzing.isEnabled)) func extended() throws {
    let originals = try Self.names.map(Self.original)
    let longest = originals.map(\.count).max() ?? 0
    try ExtendedFuzzing.run("pth", on: originals) { path in
      _ = isRefused(path, originalCount: longest)
    }
  }
}
