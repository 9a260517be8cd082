import RunRecords
import CentralizeOptions
import Foundation
import TestSupport

@testable import Experiments

/// The folder of a comparison of `none` and `all` over two seeds and two epochs, which a test lets grow.
struct GrowingFolder {
  let folder: TemporaryFolder
  let grid: Grid

  /// A folder in which `compare` has begun no run.
  init(cells: [String] = [""]) throws {
    folder = try TemporaryFolder()
    let config = try configuration { $0[.epochs] = 2 }
    grid = Grid(
      name: "a comparison", seeds: [0, 1],
      cells: cells.map { name in
        .init(
          name: name, settings: [],
          arms: [
            .init(name: "none", config: config.withoutCentralization()),
            .init(name: "all", config: config),
          ])
      })
    try GridRecord(grid).write(to: folder.path)
  }

  var path: String { folder.path }

  /// The run `name` begins.
  func begin(_ name: String) throws {
    let run = grid.runs.first { $0.folder == name }
    let bytes = try RunRecord.data(
      run?.configuration ?? configuration(), provenance: ["version": "1"])
    try folder.write(Array(bytes), to: name + "/config.json")
  }

  /// The log of the run `name` is this text.
  func log(_ name: String, _ text: String) throws {
    try folder.write(Array(text.utf8), to: name + "/metrics.jsonl")
  }

  /// `experiment.json` says how these runs ended; the others have not.
  func record(_ ended: [String: Experiment.Run]) throws {
    let runs = grid.runs.map { run in
      ended[run.folder] ?? .init(seed: grid.seeds[run.seed], outcome: .unfinished, epochs: [])
    }
    let folder = GridFolder(path, grid)
    try folder.write(folder.experiment(runs), cells: 0..<0)
  }

  /// A file was written so many seconds ago.
  func age(_ name: String, _ seconds: Double) throws {
    try FileManager.default.setAttributes(
      [.modificationDate: Date.now.addingTimeInterval(-seconds)],
      ofItemAtPath: folder.file(name))
  }
}
