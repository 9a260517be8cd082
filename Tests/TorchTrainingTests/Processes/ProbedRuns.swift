import CentralizeOptions
import Foundation
import Processes
import TestSupport
import Testing

/// Runs that the program `training-probe` makes, in one process or in several.
struct ProbedRuns {
  static let files = ["config.json", "last.safetensors", "metrics.jsonl", "weights.safetensors"]

  let folder: TemporaryFolder

  /// A folder with 24 training and 10 test images.
  init() throws {
    folder = try TemporaryFolder()
    try folder.writeSmallImages()
  }

  /// Makes the runs by so many processes, in a folder of their number, and expects success.
  func make(_ cases: [TrainingCase], by processes: Int) async throws {
    for outcome in try await attempt(cases, by: processes) {
      #expect(outcome.end == .code(0), "\(processes): \(outcome.output)\(outcome.errors)")
    }
  }

  /// Has the runs made by so many processes, and gives what each leaves behind.
  func attempt(
    _ cases: [TrainingCase], by processes: Int
  ) async throws -> [Outcome] {
    let list = try folder.write(Array(JSONEncoder().encode(cases)), to: "cases-\(processes).json")
    let output = folder.file("by-\(processes)")
    return try await RankedProcesses("training-probe", size: processes) { _ in [list, output] }
      .outcomes()
  }

  /// Expects that a run of so many processes left what one process left, byte for byte.
  func expectEqual(_ run: TrainingCase, by processes: Int) throws {
    for file in Self.files {
      let found = try folder.read("by-\(processes)/\(run.name)/\(file)")
      let expected = try folder.read("by-1/\(run.name)/\(file)")
      #expect(found == expected, "\(run.name)/\(file) of \(processes) processes")
    }
  }

  /// The options of a run of two epochs, of three steps each.
  func options(_ change: (inout OptionMap) -> Void = { _ in }) throws -> RunConfiguration {
    try configuration(data: folder.path) {
      $0[.epochs] = 2
      $0[.batchSize] = 4
      $0[.accumulate] = 2
      $0[.logEvery] = 1
      change(&$0)
    }
  }
}
