import ExperimentSupport
import Grids
import Reports
import Files
import CentralizeOptions
import Foundation
import TestSupport
import Testing

struct ExperimentFolderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func make(_ path: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder.file(path), withIntermediateDirectories: true)
  }

  private func write(_ value: some Encodable, to name: String) throws {
    try folder.write(Array(try JSONEncoder().encode(value)), to: name)
  }

  private func timings(_ seconds: [Double]) -> [UInt8] {
    let epochs = seconds.enumerated().map {
      #"{"epoch": \#($0 + 1), "trainingSeconds": \#($1), "evaluationSeconds": 9, "imagesPerSecond": 1}"#
    }
    return Array("{\"formatVersion\": 1, \"epochs\": [\(epochs.joined(separator: ","))]}".utf8)
  }

  @Test func readsAComparisonWithItsTimes() throws {
    try write(try comparisonOfTwoSeeds(), to: "comparison.json")
    try make("none-0")
    try folder.write(timings([1.5, 2.5]), to: "none-0/timings.json")
    try make("all-1")
    // Of a run that was killed after an epoch: not the times of these results.
    try folder.write(timings([1.5]), to: "all-1/timings.json")
    let experiment = try ExperimentFolder(folder.path).read()
    #expect(experiment.name == "resnet8 on fashion-mnist, sgd")
    #expect(experiment.cells.map(\.name) == [""])
    #expect(experiment.cells[0].arms.map(\.name) == ["none", "all"])
    #expect(
      experiment.cells[0].arms.map { $0.runs.map(\.secondsPerEpoch) } == [
        [[1.5, 2.5], nil], [nil, nil],
      ])
    #expect(
      experiment.cells[0].comparison(of: "none", with: "all") == (try comparisonOfTwoSeeds()))
  }

  @Test func readsAGridWithItsTimes() throws {
    let experiment = Experiment(
      name: "grid", cells: [try cell("sgd", none: [[0.5]], all: [[0.75]])])
    try write(experiment, to: "experiment.json")
    try make("sgd/all-0")
    try folder.write(timings([4]), to: "sgd/all-0/timings.json")
    let found = try ExperimentFolder(folder.path).read()
    #expect(found.cells[0].arms[1].runs[0].secondsPerEpoch == [4])
    #expect(found.cells[0].arms[0].runs[0].secondsPerEpoch == nil)
    #expect(found.name == "grid")
  }

  @Test func saysWhatIsWrong() throws {
    let empty = #expect(throws: ReportError.self) { try ExperimentFolder(folder.path).read() }
    #expect(empty == .nothingToReport(folder: folder.path))
    try folder.write(Array("{\"formatVersion\": 2}".utf8), to: "comparison.json")
    let file = folder.file("comparison.json")
    let newer = #expect(throws: FormatError.self) { try ExperimentFolder(folder.path).read() }
    #expect(newer == .newer(file: file, found: 2, known: 1))
    try folder.write(Array("{\"formatVersion\": 1}".utf8), to: "comparison.json")
    let damaged = #expect(throws: FormatError.self) {
      try ExperimentFolder(folder.path).read()
    }
    #expect(
      damaged
        == .damaged(
          file: file, reason: "the key 'arms' is missing",
          remedy: "Make it again with 'centralize compare --resume'."))
    #expect(damaged?.description.contains(file) == true)
  }
}
