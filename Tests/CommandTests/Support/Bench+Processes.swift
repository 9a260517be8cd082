import EngineProtocol
import Foundation
import TestSupport
import Testing

/// Runs that several processes make.
extension Bench {
  /// What equal runs leave that is equal.
  static let runFiles = [
    "config.json", "last.safetensors", "metrics.jsonl", "weights.safetensors",
  ]

  /// `centralize train` into `output` by so many processes, with the common options and these.
  func train(
    _ output: String, by processes: Int, _ words: [String], interruption: Interruption? = nil
  ) async throws -> Outcome {
    try await command(
      output, words + ["--processes", "\(processes)"], interruption: interruption)
  }

  /// Goes on with the run in `output` by so many processes.
  func resume(
    _ output: String, by processes: Int, _ words: [String] = [], interruption: Interruption? = nil
  ) async throws -> Outcome {
    try await Command.run(
      ["train", "--resume", "--output", output, "--processes", "\(processes)"] + words,
      in: path("."), interruption: interruption)
  }

  /// Starts `centralize train` into `output` by two processes as another launcher would, with the common
  /// options and these, by the rank.
  func launch(_ output: String, _ words: (Int) -> [String]) throws -> RankedProcesses {
    try launchAll { ["train"] + Self.common + ["--output", output] + words($0) }
  }

  /// Starts the command by two processes as another launcher would.
  func launchAll(
    with variables: [String: String] = [:], _ words: (Int) -> [String]
  ) throws -> RankedProcesses {
    try RankedProcesses("/usr/bin/env", size: 2, variables: variables) { rank in
      ["-C", path("."), Command.folder + "/centralize"] + words(rank)
    }
  }

  /// Acts as soon as the run in `output` has logged so many steps.
  ///
  /// On a thread of its own: a task comes back late where all other tests compute, and the run may have ended then.
  func afterSteps(
    _ count: Int, of output: String, _ act: @escaping @Sendable () throws -> Void
  ) async throws {
    try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
      Thread { [self] in
        let end = Date().addingTimeInterval(60)
        while ((try? metrics(output, "step").count) ?? 0) < count {
          guard Date() < end else {
            return done.resume(throwing: NeverCame(name: "step \(count) of \(output)"))
          }
          usleep(5000)
        }
        done.resume(with: Result { try act() })
      }.start()
    }
  }

  /// Expects that a run left what another did, byte for byte, and nothing besides.
  func expectSameRun(
    _ found: String, as expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for file in Self.runFiles {
      let isSame = try bytes("\(found)/\(file)") == bytes("\(expected)/\(file)")
      #expect(isSame, "\(found)/\(file)", sourceLocation: sourceLocation)
    }
    expectNothingHalfWritten(found, sourceLocation: sourceLocation)
  }

  /// Expects no file that nobody would finish.
  func expectNothingHalfWritten(
    _ run: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let names = try? FileManager.default.contentsOfDirectory(atPath: path(run))
    let left = (names ?? []).filter { $0.hasPrefix(".") || $0.hasSuffix(".partial") }
    #expect(left.isEmpty, sourceLocation: sourceLocation)
  }
}
