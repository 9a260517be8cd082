import EngineProtocol
import Foundation
import TestSupport
import Testing

/// What is in the way of a grid: no loss, clear words, and resumable afterwards.
struct GridObstacleTests {
  private let bench: Bench
  private static let words = Bench.common + ["--steps", "3", "--seeds", "1"]

  init() throws { bench = try Bench() }

  private func begin(_ output: String) async throws {
    let outcome = try await bench.compare(Self.words + ["--output", output])
    try #require(outcome.code == 0, "\(outcome.errors)")
  }

  @Test func aRunChangedByHandIsRefused() async throws {
    try await begin("g")
    let config = try bench.text("g/all-0/config.json")
    let changed = config.replacing("\"learning-rate\" : 0.1", with: "\"learning-rate\" : 0.2")
    #expect(changed != config)
    try bench.write(Array(changed.utf8), to: "g/all-0/config.json")
    for words in [["--resume", "--output", "g"], ["--resume", "--output", "g", "--dry-run"]] {
      let outcome = try await bench.compare(words)
      expectFailure(outcome, code: 1, "g/all-0/config.json", "g/grid.json", "changed by hand")
    }
    try bench.write(Array(config.utf8), to: "g/all-0/config.json")
    let metrics = try bench.text("g/none-0/metrics.jsonl")
    let better = metrics.replacing("\"testAccuracy\":0", with: "\"testAccuracy\":1")
    #expect(better != metrics)
    try bench.write(Array(better.utf8), to: "g/none-0/metrics.jsonl")
    let outcome = try await bench.compare(["--resume", "--output", "g"])
    expectFailure(outcome, code: 1, "g/none-0/metrics.jsonl", "changed by hand")
    // A run whose folder is deleted is made anew.
    let before = try bench.text("g/comparison.json")
    try FileManager.default.removeItem(atPath: bench.path("g/none-0"))
    let again = try await bench.compare(["--resume", "--output", "g"])
    #expect(again.code == 0, "\(again.errors)")
    #expect(try bench.text("g/comparison.json") == before)
    #expect(try bench.text("g/none-0/metrics.jsonl") == metrics)
  }

  @Test func theSecondProcessSaysThatTheFolderIsInUse() async throws {
    let bench = bench
    let interruption = Interruption(SIGINT, metrics: bench.path("done"), lines: 1)
    async let first = bench.compare(
      Bench.common + ["--epochs", "2000", "--log-every", "1", "--seeds", "1", "--output", "g"],
      interruption: interruption)
    try await bench.wait(for: "g/none-0/metrics.jsonl")
    let holder = try bench.text("g/.lock").split(separator: "\n").first ?? ""
    for words in [["--resume"], Self.words] {
      let second = try await Command.run(
        ["compare"] + words + ["--output", "g"], in: bench.path("."), waits: false)
      expectFailure(second, code: 1, "g is in use", "(process \(holder))")
    }
    try bench.write(Array("\n".utf8), to: "done")
    #expect(try await first.code == 130)
  }

  /// No file may grow beyond 200 blocks, a third of a checkpoint: as a full disk.
  @Test func aFullDiskStopsTheGridAndLosesNothing() async throws {
    try await begin("whole")
    let command = "ulimit -f 200; exec \"$0\" compare \"$@\""
    let limited = try await Command.run(
      ["-c", command, Command.folder + "/centralize"] + Self.words + ["--output", "g"],
      program: "/bin/bash", in: bench.path("."))
    expectFailure(
      limited, code: 1, "cannot write g/none-0/", "File too large",
      "Nothing that was saved is lost", "--resume --output g")
    // Not the run's own fault: it is not recorded as failed, and the rest was not tried.
    #expect(!bench.has("g/experiment.json") && !bench.has("g/all-0"))
    let resumed = try await bench.compare(["--resume", "--output", "g"])
    #expect(resumed.code == 0, "\(resumed.errors)")
    try expectEqual(bench.results("g"), bench.results("whole"))
  }

  @Test func aFolderThatCannotBeWrittenIsNamed() async throws {
    try FileManager.default.createDirectory(
      atPath: bench.path("closed"), withIntermediateDirectories: true)
    chmod(bench.path("closed"), 0o555)
    // Nothing is closed to root.
    let isRoot = getuid() == 0
    let words = ["compare"] + Self.words + ["--output", "closed/g"]
    let outcome = try await Command.run(
      isRoot
        ? ["--reuid=65534", "--clear-groups", Command.folder + "/centralize"] + words : words,
      program: isRoot ? "/usr/bin/setpriv" : "centralize", in: bench.path("."))
    expectFailure(outcome, code: 1, "cannot create the folder closed/g", "Permission denied")
  }

  @Test func otherDataIsNotComparedWith() async throws {
    try await begin("g")
    var images = try bench.bytes("data/train-images-idx3-ubyte")
    images[images.count - 1] ^= 1
    try bench.write(images, to: "data/train-images-idx3-ubyte")
    try FileManager.default.removeItem(atPath: bench.path("g/all-0"))
    let outcome = try await bench.compare(["--resume", "--output", "g"])
    expectFailure(
      outcome, code: 1, "train-images-idx3-ubyte is not what the run in", "all-0", "none-0")
  }
}
