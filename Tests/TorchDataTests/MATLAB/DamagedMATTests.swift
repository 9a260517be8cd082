import TestSupport
import Testing

@testable import TorchData

/// Damaged MATLAB files are errors, or are read: nothing crashes here and nothing hangs.
@Suite struct DamagedMATTests {
  private let columns = ["annotations/fname", "annotations/class"]

  private func read(_ path: String) throws {
    do {
      _ = try MATReader().columns(columns, of: path)
    } catch {}
  }

  @Test func filesCutOffAreErrors() throws {
    let folder = try TemporaryFolder()
    let whole = try matlabFixture("cars train")
    for beginning in Mutations.truncations(of: whole, count: 64) {
      let path = try folder.write(beginning, to: "a.mat")
      #expect(throws: DataError.self) { try MATReader().columns(columns, of: path) }
    }
  }

  @Test(arguments: ["cars train", "cars test"])
  func changedFilesDoNoHarm(_ fixture: String) throws {
    let folder = try TemporaryFolder()
    for bytes in Mutations(of: try matlabFixture(fixture), seed: 7).prefix(32) {
      try read(try folder.write(bytes, to: "a.mat"))
    }
  }

  @Test(.enabled(if: ExtendedFuzzing.isEnabled))
  func changedFilesDoNoHarmForLong() throws {
    try ExtendedFuzzing.run(
      "MATLAB files", on: [matlabFixture("cars train"), matlabFixture("cars test")], read)
  }
}
