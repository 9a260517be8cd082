import ExperimentSupport
import Reports
import Foundation
import TestSupport
import Testing

/// The page docs/Results.md must show what the raw results in docs/results/ come to.
struct ResultsPageTests {
  private static let page = Fixture.repository + "/docs/Results.md"
  private static let raw = Fixture.repository + "/docs/results"
  private static let grids =
    (try? FileManager.default.contentsOfDirectory(atPath: raw)
      .filter { FileManager.default.fileExists(atPath: "\(raw)/\($0)/experiment.json") }) ?? []

  @Test func showsWhatTheRawResultsComeTo() async throws {
    #expect(Self.grids.count == 13)
    let folder = try TemporaryFolder()
    for name in Self.grids {
      let made = folder.file("fashion-mnist-" + name)
      // Without a program for PNG, which nobody looks at here.
      try ExperimentReport.write(
        try ExperimentFolder("\(Self.raw)/\(name)").read(), to: made, path: "")
      try FileManager.default.copyItem(
        atPath: "\(Self.raw)/\(name)/run.md", toPath: made + "/run.md")
      let statistics = try Data(contentsOf: URL(fileURLWithPath: made + "/statistics.json"))
      let kept = try Data(contentsOf: URL(fileURLWithPath: "\(Self.raw)/\(name)/statistics.json"))
      #expect(statistics == kept, "\(name)")
    }
    let filled = try await TestProgram.run(
      Fixture.repository + "/Scripts/fill-tables", [Self.page, folder.path])
    #expect(filled.code == 0)
    let page = try String(contentsOfFile: Self.page, encoding: .utf8)
    #expect(page.split(separator: "\n").count { $0.hasPrefix("<!-- from ") } >= 10)
    #expect(page == filled.output)
  }

  @Test func everyPictureIsThere() throws {
    let page = try String(contentsOfFile: Self.page, encoding: .utf8)
    let pictures = page.matches(of: /!\[[^\]]+\]\(([^)]+)\)/).map { String($0.output.1) }
    #expect(pictures.count >= 8)
    for picture in pictures {
      let path = Fixture.repository + "/docs/" + picture
      #expect(FileManager.default.fileExists(atPath: path), "\(path)")
    }
  }
}
