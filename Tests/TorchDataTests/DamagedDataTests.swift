import TestSupport
import Testing

@testable import TorchData

/// Damaged IDX and CIFAR files are errors, or are read: nothing crashes.
@Suite struct DamagedDataTests {
  private let gzipped = SmallFiles.gzip(SmallFiles.images)

  private func readIDX(_ path: String) throws {
    for rank in [1, 3] {
      do {
        _ = try IDXFile(path: path, rank: rank)
      } catch {}
    }
  }

  private func readCIFAR(_ path: String) throws {
    do {
      _ = try InMemoryImages(cifarFiles: [path], labels: .coarseThenFine, classCount: 100)
    } catch {}
  }

  @Test func changedFilesDoNoHarm() throws {
    let folder = try TemporaryFolder()
    for bytes in Mutations(of: SmallFiles.images, seed: 3).prefix(500) {
      try readIDX(try folder.write(bytes, to: "idx"))
    }
    for bytes in Mutations(of: gzipped, seed: 4).prefix(500) {
      try readIDX(try folder.write(bytes, to: "idx.gz"))
    }
    for bytes in Mutations(of: SmallFiles.cifar(2) { _ in [0, 5] }, seed: 5).prefix(200) {
      try readCIFAR(try folder.write(bytes, to: "cifar"))
    }
  }

  @Test(.enabled(if: ExtendedFuzzing.isEnabled))
  func changedIDXFilesDoNoHarmForLong() throws {
    try ExtendedFuzzing.run("IDX files", on: [SmallFiles.images, SmallFiles.labels], readIDX)
  }

  @Test(.enabled(if: ExtendedFuzzing.isEnabled))
  func changedCIFARFilesDoNoHarmForLong() throws {
    try ExtendedFuzzing.run(
      "CIFAR files", on: [SmallFiles.cifar(2) { _ in [0, 5] }], readCIFAR)
  }
}
