import Foundation
import Testing

/// What the README shows must be what is compiled.
struct ReadmeTests {
  @Test func showsTheExampleThatIsCompiled() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../..").standardized
    let readme = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    let example = try String(
      contentsOf: root.appendingPathComponent("Examples/TrainFashionMNIST/main.swift"),
      encoding: .utf8)
    #expect(readme.contains("```swift\n\(example)```"))
  }
}
