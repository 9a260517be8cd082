import EngineProtocol
import EventFiles
import Foundation
import TestSupport
import Testing

/// The files that TensorBoard shows.
struct TensorBoardTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  /// Everything that a run or a grid has written but the event files.
  private func withoutEvents(_ name: String) throws -> [String: [UInt8]] {
    try bench.results(name).filter { !$0.key.hasSuffix(EventFile.name) }
  }

  private func scalars(_ run: String) throws -> [EventReader.Scalar] {
    try EventReader.scalars(bench.path(run + "/" + EventFile.name))
  }

  /// A line of the metrics, decoded: `JSONSerialization` may miss a number by its last digit.
  private struct Line: Decodable {
    struct Layer: Decodable {
      var name: String
      var drift: Double
      var tolerance: Double
      var gradientNorm: Double?
      var gradientShare: Double?
      var updateShare: Double?
    }
    var kind: String
    var epoch: Int
    var step: Int
    var trainLoss: Double?
    var validationLoss: Double?
    var validationAccuracy: Double?
    var testLoss: Double?
    var testAccuracy: Double?
    var learningRate: Double?
    var layers: [Layer]?

    /// All its numbers, as they are expected to be shown.
    var scalars: [EventReader.Scalar] {
      let place = kind == "epoch" ? epoch : step
      let own = [
        "trainLoss": trainLoss, "validationLoss": validationLoss,
        "validationAccuracy": validationAccuracy, "testLoss": testLoss,
        "testAccuracy": testAccuracy, "learningRate": learningRate,
      ].compactMap { name, value in
        value.map { EventReader.Scalar("\(kind)/\(name)", place, Float($0)) }
      }
      let readings = (layers ?? []).flatMap { layer in
        [
          "drift": layer.drift, "tolerance": layer.tolerance, "gradientNorm": layer.gradientNorm,
          "gradientShare": layer.gradientShare, "updateShare": layer.updateShare,
        ].compactMap { name, value in
          value.map { EventReader.Scalar("\(kind).\(name)/\(layer.name)", place, Float($0)) }
        }
      }
      return own + readings
    }
  }

  private func expected(_ run: String) throws -> [EventReader.Scalar] {
    try bench.text(run + "/metrics.jsonl").split(separator: "\n").flatMap { line in
      try JSONDecoder().decode(Line.self, from: Data(line.utf8)).scalars
    }
  }

  private func expectAgreement(
    _ run: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    func sorted(_ scalars: [EventReader.Scalar]) -> [EventReader.Scalar] {
      scalars.sorted { ($0.tag, $0.step) < ($1.tag, $1.step) }
    }
    let (found, wanted) = (sorted(try scalars(run)), sorted(try expected(run)))
    let other = Set(found).symmetricDifference(wanted)
    #expect(
      !wanted.isEmpty && found == wanted, "\(run): \(other)", sourceLocation: sourceLocation)
  }

  /// Options whose runs have lines of every kind.
  private static let options = [
    "--epochs", "3", "--log-every", "2", "--checkpoint-every", "5", "--monitor-every", "4",
    "--validation", "8",
  ]

  @Test func trainWritesWhatItsMetricsHold() async throws {
    let plain = try await bench.command("plain", Self.options)
    #expect(plain.code == 0, "\(plain.errors)")
    let outcome = try await bench.command("run", Self.options + ["--tensorboard"])
    #expect(outcome.code == 0 && outcome.output == plain.output, "\(outcome.errors)")
    #expect(!bench.has("plain/" + EventFile.name))
    try expectEqual(withoutEvents("run"), bench.results("plain"))
    try expectAgreement("run")
    let tags = Set(try scalars("run").map(\.tag))
    #expect(
      tags.isSuperset(of: [
        "step/trainLoss", "step/learningRate", "epoch/trainLoss", "epoch/testLoss",
        "epoch/testAccuracy", "epoch/validationAccuracy", "epoch/learningRate",
        "monitor.drift/conv1.weight", "monitor.gradientShare/fc.weight",
      ]))
    // It is no option of the run: with it or without, a finished one is resumed to nothing.
    let resumed = try await bench.centralize(
      "train", "--resume", "--output", "plain", "--tensorboard")
    #expect(resumed.code == 0, "\(resumed.errors)")
    try expectEqual(withoutEvents("plain"), withoutEvents("run"))
    #expect(try scalars("plain") == scalars("run"))
  }

  @Test func aKilledRunGoesOnWithIt() async throws {
    #expect(try await bench.attempt("whole", Self.options).code == 0)
    let kill = Interruption(SIGKILL, metrics: bench.path("run/metrics.jsonl"), lines: 12)
    let killed = try await bench.command(
      "run", Self.options + ["--tensorboard"], interruption: kill)
    #expect(kill.isSent && killed.code == nil, "\(killed.errors)")
    // As if it had been killed while it wrote.
    let begun = try bench.bytes("run/" + EventFile.name)
    try bench.write(begun + begun.prefix(30), to: "run/" + EventFile.name)
    // Nobody has to ask for it again.
    let resumed = try await bench.resume("run")
    #expect(resumed.code == 0, "\(resumed.errors)")
    try expectEqual(withoutEvents("run"), bench.results("whole"))
    try expectAgreement("run")
  }

  @Test func everyRunOfAGridHasOne() async throws {
    let words = ["--epochs", "2", "--log-every", "3"]
    let plain = try await bench.compare("plain", seeds: 1, words)
    #expect(plain.code == 0, "\(plain.errors)")
    let outcome = try await bench.compare("pair", seeds: 1, words + ["--tensorboard"])
    #expect(outcome.code == 0 && outcome.output == plain.output, "\(outcome.errors)")
    let before = try bench.results("plain")
    try expectEqual(withoutEvents("pair"), before)
    let runs = ["none-0", "all-0"]
    for run in runs { try expectAgreement("pair/" + run) }
    // Of runs that had none, a report makes them, and so does a comparison that is resumed.
    let report = try await bench.centralize("report", "plain", "--tensorboard")
    #expect(report.code == 0 && report.output == "plain/report.html\n", "\(report.errors)")
    for run in runs { #expect(try scalars("plain/" + run) == scalars("pair/" + run)) }
    try expectEqual(withoutEvents("plain"), before)
    for run in runs {
      try FileManager.default.removeItem(atPath: bench.path("plain/\(run)/\(EventFile.name)"))
    }
    let resumed = try await bench.centralize(
      "compare", "--resume", "--output", "plain", "--tensorboard")
    #expect(resumed.code == 0, "\(resumed.errors)")
    for run in runs { #expect(try scalars("plain/" + run) == scalars("pair/" + run)) }
    try await whatIsInTheWayIsSaid()
  }

  private func whatIsInTheWayIsSaid() async throws {
    try bench.write([], to: "plain/all-0/metrics.jsonl")
    let empty = try await bench.centralize("report", "plain", "--tensorboard")
    #expect(empty.code == 0 && empty.errors.contains("plain/all-0 holds no metrics"))
    try bench.write(Array("{}\n".utf8), to: "plain/all-0/metrics.jsonl")
    let damaged = try await bench.centralize("report", "plain", "--tensorboard")
    expectFailure(
      damaged, code: 1,
      "plain/all-0/metrics.jsonl cannot be understood: line 1 is not one of a run")
    // Runs that go on write by themselves.
    let lock = open(bench.path("pair/.lock"), O_RDWR | O_CLOEXEC)
    defer { close(lock) }
    let number = Array("\(getpid())\n".utf8)
    #expect(flock(lock, LOCK_EX | LOCK_NB) == 0 && pwrite(lock, number, number.count, 0) > 0)
    let locked = try await bench.centralize("report", "pair", "--tensorboard")
    expectFailure(locked, code: 1, "The folder pair is in use", "process \(getpid())")
    let plain = try await bench.centralize("report", "pair")
    #expect(plain.code == 0, "\(plain.errors)")
  }

  /// TensorBoard's own code reads the files; see `Tests/TensorBoard/check_events.py`.
  ///
  /// Only on request (`make test-extended`): it needs the Python that `Scripts/tensorboard` prints.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["EXTENDED_TENSORBOARD"] != nil))
  func tensorBoardReadsThem() async throws {
    let python = try #require(ProcessInfo.processInfo.environment["EXTENDED_TENSORBOARD"])
    try bench.writeGrid(
      "  epochs: 3\n  log-every: 1\n  monitor-every: 2",
      """
      axes:
        - - {optimizer: sgd, name: SGDM}
          - {optimizer: adam}
      seeds: 2
      """)
    let outcome = try await bench.compare(
      ["--grid", "grid.yaml", "--output", "grid", "--tensorboard"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    let check = [Fixture.repository + "/Tests/TensorBoard/check_events.py", bench.path("grid")]
    let found = try await Command.run(check, program: python)
    #expect(found.code == 0, "\(found.output)\(found.errors)")
    #expect(found.output.contains("numbers of 8 runs are right"), "\(found.output)")
    // The check fails where a number differs.
    let metrics = try bench.text("grid/SGDM/all-1/metrics.jsonl")
    let other = metrics.replacing("\"testAccuracy\":", with: "\"testAccuracy\":1")
    try bench.write(Array(other.utf8), to: "grid/SGDM/all-1/metrics.jsonl")
    let wrong = try await Command.run(check, program: python)
    #expect(wrong.code == 1 && wrong.output.contains("SGDM/all-1: epoch/testAccuracy: expected"))
  }
}
