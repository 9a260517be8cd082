import Foundation
import TestSupport
import Testing

/// What docs/Architecture.md says of the modules must be what Package.swift builds.
struct ArchitectureTests {
  private let package: String
  private let page: String

  init() throws {
    package = try String(contentsOfFile: Fixture.repository + "/Package.swift", encoding: .utf8)
    page = try String(
      contentsOfFile: Fixture.repository + "/docs/Architecture.md", encoding: .utf8)
  }

  @Test func theTableNamesEveryModuleAndProgram() {
    let rows = page.matches(of: /(?m)^\| ((?:`[\w-]+`(?:, )?)+) \|/).flatMap { row in
      row.1.matches(of: /[\w-]+/).map { String($0.0) }
    }
    #expect(rows.count == Set(rows).count)
    #expect(Set(rows).symmetricDifference(targets.keys).sorted() == [])
  }

  @Test func theDrawingHasEveryDirectionAndNoOther() throws {
    var drawn: [String: Set<String>] = [:]
    for chain in page.matches(of: /(?m)^    \S.* ← .*$/) {
      for part in chain.0.split(separator: /\ {4,}/) {
        let stations = part.split(separator: "←").map { Self.names(in: $0) }
        for (below, above) in zip(stations, stations.dropFirst()) {
          for name in above { drawn[name, default: []].formUnion(below) }
        }
      }
    }
    let names = Set(drawn.keys).union(drawn.values.joined())
    #expect(names.symmetricDifference(targets.keys).sorted() == [])
    for name in targets.keys.sorted() {
      let difference = Self.all(under: name, drawn)
        .symmetricDifference(Self.all(under: name, targets))
      #expect(difference.sorted() == [], "\(name)")
    }
  }

  /// Whoever has a product can name all types that it speaks of.
  @Test func whatProductsSpeakOfBelongsToProducts() throws {
    let products = Set(
      package.matches(of: /\.library\(name: "(\w+)", targets: \["(\w+)"\]\)/).map { String($0.2) })
    #expect(products.count > 10)
    for product in products {
      let folder = Fixture.repository + "/Sources/" + product
      let files = try #require(FileManager.default.enumerator(atPath: folder))
      for case let file as String in files where file.hasSuffix(".swift") {
        let source = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
        for spoken in source.matches(of: /(?m)^(?:@_exported )?public import (\w+)/) {
          let name = String(spoken.1)
          #expect(products.contains(name) || targets[name] == nil, "\(product)/\(file): \(name)")
        }
      }
    }
  }

  /// Every target that is not of tests or examples, with the targets that it depends on itself.
  private var targets: [String: Set<String>] {
    var found: [String: Set<String>] = [:]
    let helpers = package.matches(of: /(?m)^    module\(\s*"(\w+)"([^)]*)\)/)
    for helper in helpers { found[String(helper.1)] = Self.quoted(helper.2) }
    let declarations = package.split(separator: /(?m)^    \.(?=target|executableTarget|systemLib)/)
    for declaration in declarations.dropFirst() {
      guard let name = declaration.firstMatch(of: /name: "([\w-]+)"/)?.1,
        !declaration.contains("path: \"Tests/"), !declaration.contains("path: \"Examples/")
      else { continue }
      let list = declaration.firstMatch(of: /dependencies: \[([^\]]*)\]/)?.1 ?? ""
      found[String(name)] = Self.quoted(list)
    }
    return found
  }

  private static func quoted(_ text: Substring) -> Set<String> {
    Set(text.matches(of: /"([\w-]+)"/).map { String($0.1) })
  }

  /// The names of `A` or `{ A, B }`.
  private static func names(in station: Substring) -> [String] {
    station.matches(of: /[\w-]+/).map { String($0.0) }
  }

  /// What is under a module, however far.
  private static func all(under name: String, _ edges: [String: Set<String>]) -> Set<String> {
    var (found, waiting): (Set<String>, [String]) = ([], [name])
    while let next = waiting.popLast() {
      for below in edges[next] ?? [] where found.insert(below).inserted { waiting.append(below) }
    }
    return found
  }
}
