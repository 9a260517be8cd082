import Foundation
import TestSupport
import Testing
import TorchExperiments

/// The code of `docs/OwnNetworks.md`, which compiles as it stands in `OwnNetworks.swift`.
struct OwnNetworksTests {
  @Test func theCodeOfThePageCompiles() throws {
    let page = try String(
      contentsOfFile: Fixture.repository + "/docs/OwnNetworks.md", encoding: .utf8)
    let blocks = page.matches(of: /```swift\n((?s).*?)```/).map { String($0.1) }
    let arms = page.matches(of: /^- (`.*`)/.anchorsMatchLineEndings()).flatMap {
      $0.1.matches(of: /`(\.\w+(?:\(\))?|ComparedArm\(.*?)`/).map { String($0.1) }
    }
    #expect(blocks.count == 2 && arms.count == 6, "\(arms)")
    let compiled = try String(
      contentsOfFile: Fixture.repository + "/Tests/DocumentationTests/OwnNetworks.swift",
      encoding: .utf8
    ).filter { !$0.isWhitespace }
    // What is imported stands at the head of the file.
    let code = blocks.flatMap { $0.components(separatedBy: "\n\n") }
    for part in code + arms {
      #expect(compiled.contains(part.filter { !$0.isWhitespace }), "\(part)")
    }
  }

  @Test func theArmsAreArms() {
    #expect(
      OwnNetworks.arms.map(\.name) == [
        "none", "all", "convolutions", "lion", "clipped", "own chain",
      ])
  }
}
