import EngineProtocol
import RunRecords
import CentralizeOptions
import Foundation
import TestSupport
import Testing

/// The options that a command line resolves to are recorded as they were, byte for byte.
///
/// In the engine's place is a program that prints what it is asked, so that no network is trained.
struct GoldenRunTests {
  private struct Cases: Decodable {
    var small: String
    var photographs: String
    var runs: [String: String]

    /// The words of a run's command line.
    func words(_ line: String) -> [String] {
      var words = line.split(separator: " ").map(String.init)
      let start = ["small": small, "photographs": photographs][words[0]]
      if let start {
        words.replaceSubrange(0..<1, with: start.split(separator: " ").map(String.init))
      }
      return words
    }
  }

  private struct Made: Decodable { var provenance: Provenance }

  private static let cases: Cases? = try? Fixture.json("golden/runs.json")
  private let engine: FakeEngine

  init() throws {
    engine = try FakeEngine("printf '%s\\n' \"$1\"")
    for name in ["photographs/train/a", "photographs/train/b"] {
      try FileManager.default.createDirectory(
        atPath: engine.path + "/" + name, withIntermediateDirectories: true)
    }
    try engine.write("", to: "start.safetensors")
  }

  @Test func allOfThemAreTried() throws {
    let names = try #require(Self.cases).runs.keys.map { $0 + ".json" }
    #expect(names.sorted() == (try Golden.files(in: "runs")))
  }

  /// What `taskset` and batch systems leave to the process decides, not what the machine has.
  @Test func onOneCoreItComputesOnOneThread() async throws {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let core = try #require(status.firstMatch(of: /Cpus_allowed_list:\s*(\d+)/)).1
    let outcome = try await Command.run(
      ["-c", String(core), engine.command, "train", "--output", "run"]
        + ["--model", "resnet8", "--dataset", "fashion-mnist", "--data", "data"],
      program: "/usr/bin/taskset", in: engine.path)
    #expect(outcome.output.contains("\"threads\":1,"), "\(outcome)")
  }

  @Test(arguments: (cases?.runs ?? [:]).sorted { $0.key < $1.key })
  func isRecordedAsItWas(_ name: String, _ line: String) async throws {
    let words = try #require(Self.cases).words(line)
    let outcome = try await engine.run(["train", "--output", "run"] + words)
    #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    guard
      case .train(
        let configuration, output: "run", resume: false, tensorboard: false,
        quiet: false, timeout: 600) =
        try EngineRequest(encoded: outcome.output)
    else {
      Issue.record("asked the engine for \(outcome.output)")
      return
    }
    let golden = try Golden.text("runs/\(name).json")
    let made = try JSONDecoder().decode(Made.self, from: Data(golden.utf8)).provenance
    let record = String(
      decoding: try RunRecord.data(configuration, provenance: made), as: UTF8.self)
    #expect(record.replacing(engine.path, with: "PLACE") == golden)
  }
}
