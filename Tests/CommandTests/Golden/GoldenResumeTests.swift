import Foundation
import TestSupport
import Testing
import Torch

/// What an earlier version stopped goes on to the end that it would have come to: to the bit on a
/// processor with the same instructions, else within 1e-5.
///
/// Its data have moved.
struct GoldenResumeTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for (source, name) in [("data", "moved"), ("stopped/run", "run"), ("stopped/grid", "grid")] {
      try FileManager.default.copyItem(atPath: Golden.path(source), toPath: folder.file(name))
    }
    try FileManager.default.copyItem(atPath: Golden.path("logs"), toPath: folder.file("logs"))
  }

  private func run(_ words: String...) async throws -> Outcome {
    try await Command.run(words, in: folder.path)
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try folder.read(name), as: UTF8.self)
      .replacing(folder.path + "/moved", with: Golden.place + "/data")
  }

  /// Whether this processor computes what that of the golden files did.
  private func isSameProcessor() throws -> Bool {
    let made = try object(Golden.text("stopped/run/config.json"))["provenance"] as? [String: Any]
    return made?["cpuCapability"] as? String == Runtime.cpuCapability
  }

  @Test func aRunGoesOnWhereItsDataAre() async throws {
    let before = try text("run/config.json")
    let checkpoint = try folder.read("run/last.safetensors")
    var others = try folder.read("moved/t10k-images-idx3-ubyte")
    others[100] ^= 1
    try FileManager.default.copyItem(atPath: folder.file("moved"), toPath: folder.file("other"))
    try folder.write(others, to: "other/t10k-images-idx3-ubyte")
    let refused = try await run("train", "--resume", "--output", "run", "--data", "other")
    expectFailure(refused, code: 1, "other/t10k-images-idx3-ubyte")
    #expect(try text("run/config.json") == before)
    #expect(try folder.read("run/last.safetensors") == checkpoint)

    let resumed = try await run("train", "--resume", "--output", "run", "--data", "moved")
    #expect(resumed.code == 0, "\(resumed.errors)")
    let record = try object(text("run/config.json"))
    let resumes = try #require(record["resumes"] as? [[String: Any]])
    #expect(resumes.count == 1 && resumes[0]["step"] as? Int == 5)
    let changes = try #require(resumes[0]["changes"] as? [String: [String: String]])
    #expect(changes.keys.sorted() == ["data"])
    let own = try object(String(decoding: try folder.read("run/config.json"), as: UTF8.self))
    #expect(own["data"] as? String == folder.file("moved"))
    // From now on it is there, and nothing more is noted.
    let again = try await run("train", "--resume", "--output", "run")
    #expect(again.code == 0, "\(again.errors)")
    #expect(try object(text("run/config.json")) as NSDictionary == record as NSDictionary)
    #expect(try await run("plan", "--config", "run/config.json").code == 0)
    try isTheEnd()
  }

  private func isTheEnd() throws {
    let end = try Fixture.tensors("golden/stopped/run-end/weights.safetensors")
    let found = try SafetensorsFile(folder.file("run/weights.safetensors")).tensors
    #expect(found.keys.sorted() == end.keys.sorted())
    for (name, tensor) in end where tensor.dtype == .float32 {
      let pairs = zip(tensor.array() as [Float], try #require(found[name]).array() as [Float])
      #expect(pairs.allSatisfy { abs($0 - $1) <= 1e-5 }, "\(name)")
    }
    guard try isSameProcessor() else { return }
    #expect(try text("run/metrics.jsonl") == Golden.text("stopped/run-end/metrics.jsonl"))
    let golden = try Data(
      contentsOf: URL(fileURLWithPath: Golden.path("stopped/run-end/weights.safetensors")))
    let (before, now) = (
      Self.parts(Array(golden)), Self.parts(try folder.read("run/weights.safetensors"))
    )
    #expect(now.header == before.header && now.tensors == before.tensors)
    let header = Self.parts(try folder.read("run/last.safetensors")).header
      .replacing(folder.path + "/moved", with: Golden.place + "/data")
    #expect(header + "\n" == (try Golden.text("stopped/run-end/last.json")))
  }

  /// The header of a safetensors file, which follows the eight bytes of its length, and the rest.
  ///
  /// Without what came later: the digest of a checkpoint, the names of the classes, and the data set.
  private static func parts(_ bytes: [UInt8]) -> (header: String, tensors: ArraySlice<UInt8>) {
    let count = bytes.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    let header = String(decoding: bytes[8..<8 + count], as: UTF8.self)
      .replacing(/,"sha256":"[0-9a-f]{64}"/, with: "")
      .replacing(/"classNames":"(?:[^"\\]|\\.)*","dataset":"[a-z0-9-]+",/, with: "")
    return (header.trimmingCharacters(in: .whitespaces), bytes[(8 + count)...])
  }

  @Test func aGridGoesOnWhereItsDataAre() async throws {
    let record = try text("grid/grid.json")
    let resumed = try await run("compare", "--resume", "--output", "grid", "--data", "moved")
    #expect(resumed.code == 0, "\(resumed.errors)")
    #expect(try text("grid/grid.json") == record)
    let taken = try object(text("grid/learning-rate-0.1/all-0/config.json"))
    #expect((taken["resumes"] as? [[String: Any]])?.first?["step"] as? Int == 4)
    let begun = try object(text("grid/learning-rate-0.02/all-0/config.json"))
    #expect(begun["resumes"] == nil)
    let again = try await run("compare", "--resume", "--output", "grid")
    #expect(again.code == 0, "\(again.errors)")
    guard try isSameProcessor() else { return }
    for file in try Golden.files(in: "stopped/grid-end") {
      #expect(try text("grid/" + file) == Golden.text("stopped/grid-end/" + file), "\(file)")
    }
  }

  /// All its runs have ended: no engine is started.
  @Test func aComparisonIsMadeAgainFromItsLogs() async throws {
    let files = ["comparison.json", "comparison.md", "statistics.json"]
    for file in files { try FileManager.default.removeItem(atPath: folder.file("logs/" + file)) }
    let again = try await run("compare", "--resume", "--output", "logs", "--data", "moved")
    #expect(again.code == 0, "\(again.errors)")
    for file in files + ["experiment.json", "grid.json", "config.json"] {
      #expect(try text("logs/" + file) == Golden.text("logs/" + file), "\(file)")
    }
  }
}
