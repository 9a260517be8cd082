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

  /// Only what ends within the checksum of the last variable, all of which is there, may be read.
  @Test func filesCutOffAreErrors() throws {
    let folder = try TemporaryFolder()
    let whole = try Fixture.matlab("cars train")
    for beginning in Mutations.truncations(of: whole, count: 64)
    where beginning.count < whole.count - 8 {
      let path = try folder.write(beginning, to: "a.mat")
      #expect(throws: DataError.self) { try MATReader().columns(columns, of: path) }
    }
  }

  @Test(arguments: ["cars train", "cars test"])
  func changedFilesDoNoHarm(_ fixture: String) throws {
    let folder = try TemporaryFolder()
    for bytes in Mutations(of: try Fixture.matlab(fixture), seed: 7).prefix(32) {
      try read(try folder.write(bytes, to: "a.mat"))
    }
  }

  /// Files that crash libmatio 1.5.23, found by changing bytes at random.
  @Test(
    arguments: [
      ("cars test", [167: 204]), ("cars train", [199: 128]), ("cars train", [194: 0, 199: 6]),
      ("imagenet meta", [210: 0]), ("imagenet meta", [345: 127, 221: 255]),
    ] as [(String, [Int: UInt8])])
  func filesThatCrashedTheReaderAreErrors(_ fixture: String, _ changes: [Int: UInt8]) throws {
    let folder = try TemporaryFolder()
    var bytes = try Fixture.matlab(fixture)
    for (place, value) in changes { bytes[place] = value }
    let path = try folder.write(bytes, to: "a.mat")
    let columns = fixture == "imagenet meta" ? ["synsets/WNID"] : columns
    #expect(throws: DataError.self) { try MATReader().columns(columns, of: path) }
  }

  @Test(.enabled(if: ExtendedFuzzing.isEnabled))
  func changedFilesDoNoHarmForLong() throws {
    try ExtendedFuzzing.run(
      "MATLAB files", on: [Fixture.matlab("cars train"), Fixture.matlab("cars test")], read)
  }
}
