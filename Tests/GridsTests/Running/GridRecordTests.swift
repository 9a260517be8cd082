import ExperimentSupport
@testable import Grids
import Files
import RunRecords
import CentralizeOptions
import Foundation
import TestSupport
import Testing

struct GridRecordTests {
  private func grid() throws -> Grid {
    try Grid(GridDescription(), options: minimal(), seeds: 2, in: machine())
  }

  @Test func holdsAFingerprintOfEachRun() throws {
    let record = try GridRecord(grid())
    #expect(record.fingerprints.keys.sorted() == ["all-0", "all-1", "none-0", "none-1"])
    #expect(Set(record.fingerprints.values).count == 4)
    #expect(record.fingerprints.values.allSatisfy { $0.count == 64 })
    var other = try grid().runs[0].configuration
    #expect(other.fingerprint == record.fingerprints["none-0"])
    other.course.learningRate *= 1.001
    #expect(other.fingerprint != record.fingerprints["none-0"])
  }

  @Test func survivesItsFile() throws {
    let folder = try TemporaryFolder()
    #expect(try GridRecord(folder: folder.path) == nil)
    try GridRecord(grid()).write(to: folder.path)
    #expect(try GridRecord(folder: folder.path) == GridRecord(grid()))
    #expect(try GridFolder(resuming: folder.path).grid == grid())
  }

  @Test func aChangedRecordIsRefused() throws {
    let folder = try TemporaryFolder()
    try GridRecord(grid()).write(to: folder.path)
    let text = String(decoding: try folder.read("grid.json"), as: UTF8.self)
    for (old, new, words) in [
      ("\"learning-rate\" : 0.1", "\"learning-rate\" : 0.2", "changed by hand"),
      ("\"formatVersion\" : 1", "\"formatVersion\" : 2", "formatVersion 2"),
      ("\"cells\"", "\"sells\"", "not the record of a grid"),
    ] {
      #expect(text.contains(old))
      try folder.write(Array(text.replacing(old, with: new).utf8), to: "grid.json")
      let error = #expect(throws: FormatError.self) { try GridRecord(folder: folder.path) }
      #expect(error?.description.contains(words) == true, "\(String(describing: error))")
      #expect(error?.description.contains(folder.path + "/grid.json") == true)
    }
  }

  /// Whether it is described anew, or by a few options.
  @Test func aGridMayGoOnOnAnotherMachine() throws {
    let folder = GridFolder("g", try grid())
    let given = try Grid(
      GridDescription(), options: minimal { $0[.threads] = 7 }, seeds: 2, in: machine())
    let again = try folder.resumed(with: given, from: "g.yaml").grid
    let resumed = try folder.resumed(with: [.threads: 7, .workers: 1], seeds: nil, in: machine())
    #expect(again.runs.allSatisfy { $0.configuration.machine.threads == 7 })
    #expect(again.name == folder.grid.name && again.runs.count == 4)
    #expect(
      resumed.grid.runs.allSatisfy {
        $0.configuration.machine.threads == 7 && $0.configuration.machine.workers == 1
      })
    let error = #expect(throws: OptionsError.self) {
      _ = try folder.resumed(with: [.threads: 7, .seed: 3], seeds: nil, in: machine())
    }
    #expect(error?.description.contains("--seed was 0 and is given as 3") == true)
  }

  @Test func aRecordThatNoGridHasIsRefused() throws {
    let folder = try TemporaryFolder()
    let whole = try grid()
    var wrong: [(Grid, String)] = []
    func add(_ words: String, _ change: (inout Grid) -> Void) {
      var grid = whole
      change(&grid)
      wrong.append((grid, words))
    }
    for name in ["../../x", "..", "a/b"] {
      add("the name of one folder") { $0.cells[0].name = name }
      add("the name of one folder") { $0.cells[0].arms[1].name = name }
    }
    add("two arms or more") { $0.cells[0].arms = [] }
    add("two arms or more") { $0.cells[0].arms.removeLast() }
    add("two arms or more") { $0.cells = [] }
    add("two arms or more") { $0.seeds = [] }
    add("of a name of its own") { $0.cells.append($0.cells[0]) }
    add("up to 100000 runs") { $0.seeds = (0...50_000).map { $0 } }
    add("up to 100000 runs") { $0.seeds = [0, .max] }
    for (grid, words) in wrong {
      // With the fingerprints of its runs, as one who means it would write it.
      try GridRecord(grid).write(to: folder.path)
      let error = #expect(throws: FormatError.self) { try GridRecord(folder: folder.path) }
      #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    }
  }

  @Test func aGridThatIsGivenAgainMustBeTheSame() throws {
    let folder = GridFolder("g", try grid())
    #expect(try folder.resumed(with: grid(), from: "g.yaml").grid == grid())
    let other = try Grid(
      GridDescription(), options: minimal { $0[.learningRate] = 0.2 }, seeds: 2, in: machine())
    let error = #expect(throws: GridError.self) {
      _ = try folder.resumed(with: other, from: "g.yaml")
    }
    #expect(error?.description.contains("g.yaml differs from g/grid.json") == true)
    #expect(
      try folder.resumed(with: minimal(), seeds: 2, in: machine()).grid == grid())
    #expect(throws: OptionsError.self) {
      _ = try folder.resumed(with: minimal { $0[.learningRate] = 0.2 }, seeds: nil, in: machine())
    }
    let longer = try folder.resumed(with: minimal(), seeds: 4, in: machine()).grid
    #expect(longer.seeds == [0, 1, 2, 3] && longer.seedHistory == nil)
    #expect(throws: OptionsError.self) {
      _ = try folder.resumed(with: minimal(), seeds: 1, in: machine())
    }
  }
}
