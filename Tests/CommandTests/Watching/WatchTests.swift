import EngineProtocol
import Foundation
import Processes
import TestSupport
import Testing

/// `centralize watch`.
struct WatchTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  @Test func whatCannotBeWatchedIsASentence() async throws {
    try FileManager.default.createDirectory(
      atPath: bench.path("empty"), withIntermediateDirectories: false)
    try bench.write([], to: "file")
    expectFailure(
      try await bench.centralize("watch", "none"), code: 1, "none does not exist")
    expectFailure(
      try await bench.centralize("watch", "file"), code: 1, "file is a file, not a folder")
    expectFailure(
      try await bench.centralize("watch", "empty"), code: 1, "empty holds nothing to watch",
      "grid.json")
    for words in [["--port", "-1"], ["--port=65536"], ["--port", "x"], ["--ports", "1"]] {
      let outcome = try await Command.run(["watch", "empty"] + words, in: bench.path(""))
      #expect(outcome.code == 64 && outcome.errors.contains("--port"), "\(outcome.errors)")
    }
  }

  @Test func survivesRunningOutOfDescriptors() async throws {
    try await bench.train("run", "--steps", "1")
    let watching = try Watching(bench.path("run"), descriptors: 12)
    defer { watching.stop() }
    let address = try await watching.address()
    let port = UInt16(try #require(address.port))
    for _ in 0..<3 {
      let clients = try (0..<100).map { _ in try LoopbackClient(port: port) }
      #expect(try await watching.text(address).contains("resnet8"))
      withExtendedLifetime(clients) {}
    }
    #expect(watching.isRunning)
  }

  @Test func aPortInUseIsASentence() async throws {
    try await bench.train("run", "--steps", "1")
    let first = try Watching(bench.path("run"))
    defer { first.stop() }
    let port = try #require(try await first.address().port)
    let outcome = try await bench.centralize("watch", "run", "--port", "\(port)")
    expectFailure(outcome, code: 1, "--port \(port) is in use", "or 0 for any that is free")
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func aSignalEndsIt(_ number: Int32) async throws {
    try await bench.train("run", "--steps", "1")
    let watching = try Watching(bench.path("run"))
    _ = try await watching.address()
    #expect(watching.end(by: number) == .code(130))
  }

  /// A comparison that takes until it is interrupted, however busy the machine is.
  @Test func followsAComparisonOnItsWay() async throws {
    let bench = bench
    let interruption = Interruption(SIGINT, metrics: bench.path("enough"), lines: 1)
    async let compared = bench.compare(
      Bench.common + ["--epochs", "5000", "--log-every", "1", "--seeds", "1", "--output", "c"],
      interruption: interruption)
    let watching = try await watching("c")
    defer { watching.stop() }
    let address = try await watching.address()
    var versions: Set<String> = []
    var unseen: Set = ["Running (process ", "</b>: epoch ", "id=\"growing\""]
    for _ in 0..<3000 where versions.count < 4 || !unseen.isEmpty {
      let page = try await watching.text(address)
      let version = try #require(page.firstMatch(of: /name="version" content="([0-9a-f]+)"/))
      versions.insert(String(version.output.1))
      unseen = unseen.filter { !page.contains($0) }
      try await Task.sleep(for: .milliseconds(100))
    }
    #expect(versions.count > 3 && unseen.isEmpty, "\(versions.count) \(unseen)")
    try bench.write(Array("\n".utf8), to: "enough")
    #expect(try await compared.code == 130)
    let page = try await watching.text(address, until: "Stopped: no process works here")
    #expect(page.contains("Stopped: no process works here"))
  }

  @Test func followsAComparisonToItsEnd() async throws {
    let bench = bench
    let words = ["--epochs", "2", "--log-every", "1"]
    async let compared = bench.compare("c", seeds: 2, words)
    let watching = try await watching("c")
    defer { watching.stop() }
    let address = try await watching.address()
    let page = try await watching.text(address, until: "Done: all runs have ended.")
    let outcome = try await compared
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(page.contains("<b>4</b> finished") && page.contains("<title>4/4 · resnet8"))
    #expect(!page.contains("id=\"growing\""))
    // The folder is as it would be without.
    _ = try await bench.compare("d", seeds: 2, words)
    try expectEqual(bench.results("c"), bench.results("d"))
  }

  /// Watches a comparison as soon as it has begun.
  private func watching(_ folder: String) async throws -> Watching {
    try await bench.wait(for: folder + "/grid.json")
    return try Watching(bench.path(folder))
  }
}
