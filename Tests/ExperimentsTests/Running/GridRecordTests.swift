import Files
import RunRecords
import CentralizeOptions
import Foundation
import TestSupport
import Testing

@testable import Experiments

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

  @Test func aGridThatIsGivenAgainMustBeTheSame() throws {
    let folder = GridFolder("g", try grid())
    #expect(try folder.resumed(with: grid(), from: "g.yaml").grid == grid())
    let other = try Grid(
      GridDescription(), options: minimal { $0[.learningRate] = 0.2 }, seeds: 2, in: machine())
    let error = #expect(throws: ExperimentError.self) {
      _ = try folder.resumed(with: other, from: "g.yaml")
    }
    #expect(error?.description.contains("g.yaml differs from g/grid.json") == true)
    #expect(
      try folder.resumed(with: minimal(), seeds: 2, in: machine()).grid == grid())
    #expect(throws: OptionsError.self) {
      _ = try folder.resumed(with: minimal { $0[.learningRate] = 0.2 }, seeds: nil, in: machine())
    }
    #expect(throws: OptionsError.self) {
      _ = try folder.resumed(with: minimal(), seeds: 3, in: machine())
    }
  }
}
