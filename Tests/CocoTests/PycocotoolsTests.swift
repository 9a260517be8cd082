import Foundation
import TestSupport
import Testing

/// Many more sets and masks than are kept, made by pycocotools in the Python that `EXTENDED_PYCOCOTOOLS`
/// names.
struct PycocotoolsTests {
  private static let python = ProcessInfo.processInfo.environment["EXTENDED_PYCOCOTOOLS"]
  private static let (sets, masks) = (1000, 2000)

  @Test(.enabled(if: python != nil, "slow: see 'make test-extended'"))
  func areThoseOfPycocotools() async throws {
    let folder = try TemporaryFolder()
    let made = try await TestProgram.run(
      try #require(Self.python),
      [
        Fixture.path("coco/make_coco.py"), folder.path, "--sets", "\(Self.sets)", "--masks",
        "\(Self.masks)", "--first", "1000",
      ])
    #expect(made.code == 0, "\(made.errors)")
    #expect(try SetCases(folder.path).check() == Self.sets)
    #expect(try MaskCases(folder.path).check() == 2 * Self.masks)
  }
}
