import TestSupport
import Testing

/// What the command prints is what it printed, byte for byte: lists, plans, and how its parser declares
/// every option of every subcommand.
struct GoldenOutputTests {
  private static let lines: [String: String]? = try? Fixture.json("golden/outputs.json")

  @Test func allOfThemAreTried() throws {
    #expect(try #require(Self.lines).keys.sorted() == Golden.files(in: "outputs"))
  }

  @Test(arguments: (lines ?? [:]).sorted { $0.key < $1.key })
  func isAsItWas(_ file: String, _ line: String) async throws {
    let outcome = try await Command.run(line.split(separator: " ").map(String.init))
    #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    #expect(outcome.output == (try Golden.text("outputs/" + file)), "\(line)")
  }
}
