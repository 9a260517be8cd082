import Foundation
import TestSupport
import Testing

/// What comes of the logs of an earlier version is what came of them then, byte for byte.
struct GoldenReportTests {
  @Test func theStatisticsAndTablesAreAsTheyWere() async throws {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: Golden.path("logs"), toPath: folder.path + "/logs")
    let made = try Golden.files(in: "logs").filter {
      $0 == "statistics.json" || $0.hasPrefix("tables/")
    }
    #expect(made.count == 13)
    for file in made { try FileManager.default.removeItem(atPath: folder.path + "/logs/" + file) }
    let outcome = try await Command.run(["report", "logs"], in: folder.path)
    #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    for file in made {
      #expect(try folder.read("logs/" + file) == Array(Golden.text("logs/" + file).utf8), "\(file)")
    }
  }
}
