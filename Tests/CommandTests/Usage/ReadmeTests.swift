import CentralizeOptions
import Foundation
import TestSupport
import Testing

/// What the README shows must be what is compiled.
struct ReadmeTests {
  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: Fixture.repository + "/" + name, encoding: .utf8)
  }

  @Test func showsTheExampleThatIsCompiled() throws {
    let example = try text("Examples/TrainFashionMNIST/main.swift")
    #expect(try text("README.md").contains("```swift\n\(example)```"))
  }

  @Test func theManifestHasTheProductsOfTheExample() throws {
    let readme = try text("README.md")
    let example = try text("Examples/TrainFashionMNIST/main.swift")
    let package = try text("Package.swift")
    let manifest = try #require(
      readme.firstMatch(of: /```swift\n(\/\/ swift-tools-version[^`]*)```/)
    ).1
    let imported = example.matches(of: /(?m)^import (\w+)$/).map { String($0.1) }
    let listed = manifest.matches(of: /\.product\(name: "(\w+)"/).map { String($0.1) }
    #expect(listed == imported && !imported.isEmpty)
    let products = package.matches(of: /\.library\(name: "(\w+)"/).map { String($0.1) }
    #expect(Set(listed).isSubset(of: products))
    for product in Set(products).subtracting(listed) { #expect(readme.contains("`\(product)`")) }
    let headers = try text("Scripts/setup").matches(of: /(?m)^need_header \S+ (\S+)$/).map(\.1)
    #expect(headers.count == 7)
    for header in headers { #expect(readme.contains(header), "\(header)") }
  }

  @Test func theVersionIsThatOfTheChangelog() throws {
    let version = ProductVersion.current
    #expect(try text("CHANGELOG.md").hasPrefix("# Changelog\n\n## \(version)\n"))
    #expect(try text("README.md").contains("from: \"\(version)\""))
  }
}
