import Foundation
import TestSupport
import Testing

/// Every library product has a page of its own in the documentation.
@Suite struct CatalogTests {
  @Test func everyProductHasALandingPage() throws {
    let manifest = try String(
      contentsOfFile: Fixture.repository + "/Package.swift", encoding: .utf8)
    let products = manifest.matches(of: /\.library\(name: "(\w+)"/).map { String($0.1) }
    #expect(products.count >= 14)
    for product in products {
      let path = Fixture.repository + "/Sources/\(product)/\(product).docc/\(product).md"
      let page = try String(contentsOfFile: path, encoding: .utf8)
      #expect(page.hasPrefix("# ``\(product)``\n\n"), "\(product)")
      #expect(page.contains("\n## Overview\n") && page.contains("\n## Topics\n"), "\(product)")
    }
  }
}
