import Files
import Foundation
import TestSupport
import Testing

/// What a file or the command line says is neither obeyed by a terminal nor echoed at length, and no text
/// of a configuration takes more time than its length.
struct HostileTextTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func refusal(_ words: [String]) async throws -> String {
    let outcome = try await Command.run(words, in: folder.path)
    #expect(outcome.code != 0 && outcome.errors.hasPrefix("Error: "), "\(words)")
    #expect(outcome.errors.unicodeScalars.allSatisfy { $0 == "\n" || !$0.isObeyed }, "\(words)")
    #expect(outcome.errors.utf8.count < 4000, "\(words)")
    return outcome.errors
  }

  private func refusal(ofConfiguration yaml: String) async throws -> String {
    try folder.write(Array(yaml.utf8), to: "c.yaml")
    return try await refusal(["plan", "--config", "c.yaml"])
  }

  @Test func isShownEscaped() async throws {
    let hostile = "\u{1B}[2J\u{202E}" + String(repeating: "v", count: 3000)
    for words in [
      [hostile], ["train", "--\(hostile)"], ["train", "--model", hostile], ["plan", hostile],
      ["report", hostile], ["watch", hostile], ["plan", "--config", hostile],
      ["train", "--recipe", hostile], ["datasets", hostile],
    ] {
      #expect(try await refusal(words).contains(#"\u{1B}[2J\u{202E}"#), "\(words)")
    }
    let quoted = #""\e[2J\u202E"#
    #expect(try await refusal(ofConfiguration: quoted + "\": 1\n").contains(#"\u{1B}[2J"#))
    #expect(
      try await refusal(ofConfiguration: "model: " + quoted + "\"\n").contains(#"\u{1B}[2J"#))
    #expect(
      try await refusal(ofConfiguration: quoted + "\": 1\n" + quoted + "\": 2\n").contains("twice"))
  }

  /// Of nine aliases in each of nine levels: 9⁹ nodes, were they a key.
  @Test func aliasesAndLengthAreLimited() async throws {
    var yaml = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n"
    for level in 1...8 {
      let aliases = [String](repeating: "*a\(level - 1)", count: 9).joined(separator: ",")
      yaml += "a\(level): &a\(level) [\(aliases)]\n"
    }
    yaml += "? [*a8]\n: 1\n"
    #expect(
      try await refusal(ofConfiguration: yaml).contains(
        "it has 73 aliases (*name), and may have 16"))
    let keys = (0..<200_000).map { "k\($0): 1\n" }.joined()
    #expect(
      try await refusal(ofConfiguration: keys).contains(
        "it has \(keys.utf8.count) bytes, and a configuration at most 1048576"))
    #expect(
      try await refusal(ofConfiguration: (0..<80_000).map { "k\($0): 1\n" }.joined()).contains(
        "has the unknown key 'k0'"))
    try folder.write(
      Array("model: &m resnet8\nabout: '2 * 3 *x'\nclasses: &c 10\n".utf8), to: "c.yaml")
    let outcome = try await Command.run(["plan", "--config", "c.yaml"], in: folder.path)
    #expect(outcome.code == 0, "\(outcome.errors)")
  }
}
