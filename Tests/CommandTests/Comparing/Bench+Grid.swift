import EngineProtocol
import Foundation
import TestSupport
import Testing

extension Bench {
  /// What the small grids here have in common.
  static let base = """
    base:
      model: resnet8
      dataset: fashion-mnist
      data: data
      batch-size: 8
      threads: 1

    """

  /// Writes the file of a grid: the common options, `more` of them, and `rest`.
  func writeGrid(_ more: String, _ rest: String, to name: String = "grid.yaml") throws {
    try write(Array((Self.base + more + "\n" + rest).utf8), to: name)
  }

  /// Runs the words in the folder of the bench.
  func compare(_ words: [String], interruption: Interruption? = nil) async throws -> Outcome {
    try await Command.run(["compare"] + words, in: path("."), interruption: interruption)
  }

  /// The bytes of every file in the folder `name` but timings, the page that shows them, and the
  /// lock, by their paths.
  func results(_ name: String) throws -> [String: [UInt8]] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: path(name))
    var results: [String: [UInt8]] = [:]
    let varying = [".lock", "report.html"]
    for file in paths where !file.hasSuffix("timings.json") && !varying.contains(file) {
      var isFolder: ObjCBool = false
      let path = path(name + "/" + file)
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
        !isFolder.boolValue
      else { continue }
      results[file] = try bytes(name + "/" + file)
    }
    return results
  }

  /// How each run of the grid in `name` ended, by the folder of the run.
  func outcomes(_ name: String) throws -> [String: [String: Any]] {
    let cells = try #require(try json(name + "/experiment.json")["cells"] as? [[String: Any]])
    var outcomes: [String: [String: Any]] = [:]
    for cell in cells {
      let folder = try #require(cell["name"] as? String)
      for arm in try #require(cell["arms"] as? [[String: Any]]) {
        for run in try #require(arm["runs"] as? [[String: Any]]) {
          let seed = try #require(run["seed"] as? Int)
          let arm = try #require(arm["name"] as? String)
          outcomes["\(folder)/\(arm)-\(seed)"] = run["outcome"] as? [String: Any]
        }
      }
    }
    return outcomes
  }
}

/// Expects that two folders hold the same files with the same bytes.
func expectEqual(
  _ found: [String: [UInt8]], _ expected: [String: [UInt8]], _ comment: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(
    found.keys.sorted() == expected.keys.sorted(), "\(comment)", sourceLocation: sourceLocation)
  for (file, bytes) in expected {
    #expect(found[file] == bytes, "\(file) \(comment)", sourceLocation: sourceLocation)
  }
}
