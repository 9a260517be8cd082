import Reports
import ExperimentSupport
@testable import Watching
@testable import Grids
import RunRecords
import CentralizeOptions
import Files
import Foundation
import TestSupport
import Testing

struct WatchedFolderTests {
  private func states(_ observation: Observation) -> [String: ObservedRun.State] {
    Dictionary(uniqueKeysWithValues: observation.runs.map { ($0.folder, $0.state) })
  }

  @Test func whatHasOnlyBegunIsShown() throws {
    let growing = try GrowingFolder()
    let watched = try WatchedFolder(growing.path)
    var observation = watched.look()
    #expect(observation.runs.map(\.folder) == ["none-0", "all-0", "none-1", "all-1"])
    #expect(observation.runs.allSatisfy { $0.state == .waiting } && observation.work == .none)
    #expect(observation.experiment.cells[0].arms.map(\.runs.count) == [2, 2])
    #expect(observation.problems.isEmpty)

    let lock = try FolderLock(growing.path)
    try growing.begin("none-0")
    observation = watched.look()
    #expect(observation.work == .goesOn(process: getpid()))
    #expect(states(observation)["none-0"] == .running && states(observation)["all-0"] == .waiting)
    #expect(observation.runs[0].position(.classification) == nil)

    try growing.log("none-0", stepLine(5, trainLoss: 1.25))
    #expect(watched.look().runs[0].position(.classification) == "epoch 1 of 2, step 5, loss 1.2500")
    try growing.log("none-0", stepLine(5) + epochLine(1))
    observation = watched.look()
    #expect(
      observation.runs[0].position(.classification)
        == "epoch 1 of 2 ended, step 10 of 20, training loss 0.5000, test accuracy 75.00 %")
    #expect(observation.runs[0].share == 0.5)
    try growing.log("none-0", stepLine(5) + epochLine(1) + stepLine(15, epoch: 2, trainLoss: 0.25))
    #expect(
      watched.look().runs[0].position(.classification)
        == "epoch 2 of 2, step 15 of 20, loss 0.2500; test accuracy 75.00 % after epoch 1")
    #expect(watched.look().experiment.cells[0].arms[0].runs[0].epochs.map(\.epoch) == [1])
    withExtendedLifetime(lock) {}
  }

  @Test func runsThatEndedAreAsTheRecordSays() throws {
    let growing = try GrowingFolder()
    for name in ["none-0", "all-0", "none-1"] {
      try growing.begin(name)
      try growing.log(name, epochLine(1) + epochLine(2, testAccuracy: 0.25))
    }
    try growing.record([
      "none-0": run(0, [0.5, 0.75]), "all-0": run(0, [0.5], outcome: .failed(reason: "nan")),
    ])
    let observation = try WatchedFolder(growing.path).look()
    #expect(
      states(observation) == [
        "none-0": .finished, "all-0": .failed(reason: "nan"), "none-1": .stopped, "all-1": .waiting,
      ])
    #expect(observation.ended == 2 && observation.failed.map(\.reason) == ["nan"])
    let runs = observation.experiment.cells[0].arms.map(\.runs)
    #expect(runs[0][0] == run(0, [0.5, 0.75]) && runs[0][1].outcome == .unfinished)
    #expect(runs[0][1].epochs.map { $0.evaluated["testAccuracy"] } == [0.75, 0.25])
    #expect(observation.settled.cells[0].arms[0].runs[1].epochs.isEmpty)
  }

  @Test func aRunThatWasStoppedGoesOnWhenItWritesAgain() throws {
    let growing = try GrowingFolder()
    try growing.begin("none-0")
    try growing.log("none-0", epochLine(1))
    try growing.age("none-0/config.json", 60)
    try growing.age("none-0/metrics.jsonl", 60)
    let watched = try WatchedFolder(growing.path)
    let lock = try FolderLock(growing.path)
    #expect(states(watched.look())["none-0"] == .stopped)
    try growing.age("none-0/metrics.jsonl", -1)
    #expect(states(watched.look())["none-0"] == .running)
    withExtendedLifetime(lock) {}
  }

  @Test func aFailedRunThatIsTriedAgainIsRunning() throws {
    let growing = try GrowingFolder()
    try growing.begin("all-0")
    try growing.log("all-0", epochLine(1))
    try growing.record(["all-0": run(0, [0.5], outcome: .failed(reason: "nan"))])
    let lock = try FolderLock(growing.path)
    let watched = try WatchedFolder(growing.path)
    try growing.age(".lock", 20)
    try growing.age("all-0/metrics.jsonl", 10)
    try growing.age("all-0/config.json", 10)
    try growing.age("experiment.json", 5)
    #expect(states(watched.look())["all-0"] == .failed(reason: "nan"))
    try growing.age("all-0/metrics.jsonl", 1)
    #expect(states(watched.look())["all-0"] == .running)
    withExtendedLifetime(lock) {}
  }

  @Test func cellsHaveFoldersOfTheirOwn() throws {
    let growing = try GrowingFolder(cells: ["a", "b"])
    try growing.begin("b/all-1")
    try growing.log("b/all-1", epochLine(1))
    let observation = try WatchedFolder(growing.path).look()
    #expect(observation.runs.count == 8)
    #expect(states(observation).filter { $0.value == .stopped }.keys.sorted() == ["b/all-1"])
    #expect(observation.experiment.cells[1].arms[1].runs[1].epochs.count == 1)
  }

  @Test func aSingleRunIsShownByItself() throws {
    let growing = try GrowingFolder()
    try growing.begin("all-1")
    let watched = try WatchedFolder(growing.path + "/all-1")
    #expect(watched.look().isOfOneRun && watched.look().runs.map(\.state) == [.stopped])
    let lock = try FolderLock(growing.path + "/all-1")
    #expect(watched.look().runs.map(\.state) == [.running])
    #expect(watched.look().work == .goesOn(process: getpid()))
    withExtendedLifetime(lock) {}
    try growing.log("all-1", epochLine(1))
    #expect(watched.look().runs.map(\.share) == [0.5])
    try growing.log("all-1", epochLine(1) + epochLine(2))
    #expect(watched.look().runs.map(\.state) == [.finished])
  }

  @Test func aRunThatEndsEarlyIsFinished() throws {
    let growing = try GrowingFolder()
    let run = try configuration {
      $0[.epochs] = 9
      $0[.validation] = 8
      $0[.patience] = 1
    }
    let record = try RunRecord.data(run, provenance: ["version": "1"])
    try growing.folder.write(Array(record), to: "one/config.json")
    func line(_ epoch: Int, _ accuracy: Double) -> String {
      epochLine(epoch).replacing("{", with: "{\"validationAccuracy\":\(accuracy),")
    }
    let watched = try WatchedFolder(growing.path + "/one")
    try growing.log("one", line(1, 0.5) + line(2, 0.75))
    #expect(watched.look().runs.map(\.state) == [.stopped])
    try growing.log("one", line(1, 0.5) + line(2, 0.75) + line(3, 0.625))
    #expect(watched.look().runs.map(\.state) == [.finished])
    #expect(StatusSection(observation: watched.look()).mark == "100 %")
  }

  @Test func resultsWithoutARecordAreShown() throws {
    let growing = try GrowingFolder()
    try growing.record(["none-0": run(0, [0.5])])
    try FileManager.default.removeItem(atPath: growing.folder.file("grid.json"))
    let observation = try WatchedFolder(growing.path).look()
    #expect(states(observation)["none-0"] == .finished && states(observation)["all-0"] == .stopped)
  }

  @Test func damageIsSaidAndWhatWasKnownStays() throws {
    let growing = try GrowingFolder()
    try growing.record(["none-0": run(0, [0.5])])
    let watched = try WatchedFolder(growing.path)
    #expect(watched.look().ended == 1)
    try growing.folder.write(Array("{".utf8), to: "experiment.json")
    var observation = watched.look()
    #expect(observation.ended == 1 && observation.problems.count == 1)
    #expect(observation.problems.first?.contains("experiment.json cannot be understood") == true)
    try growing.record(["none-0": run(0, [0.5]), "all-0": run(0, [0.5])])
    observation = watched.look()
    #expect(observation.ended == 2 && observation.problems.isEmpty)
    try FileManager.default.removeItem(atPath: growing.path)
    #expect(watched.look().problems.first?.contains("does not exist") == true)
  }

  @Test(arguments: ["none-0/config.json", "none-0/metrics.jsonl", "experiment.json", "grid.json"])
  func aFileOfANewerVersionIsAProblem(_ file: String) throws {
    let growing = try GrowingFolder()
    try growing.begin("none-0")
    try growing.log("none-0", epochLine(1))
    try growing.record(["all-0": run(0, [0.5])])
    let watched = try WatchedFolder(growing.path)
    #expect(watched.look().problems.isEmpty)
    let newer = #"{"formatVersion":99,"kind":"epoch"}"# + "\n"
    let rest = file.hasSuffix("jsonl") ? epochLine(1) : ""
    try growing.folder.write(Array((newer + rest).utf8), to: file)
    let observation = watched.look()
    #expect(observation.problems.count == 1)
    #expect(
      observation.problems.first?.hasPrefix("\(growing.path)/\(file) has formatVersion 99") == true,
      "\(observation.problems)")
    // The others are seen as before.
    #expect(states(observation)["all-0"] == .finished)
  }

  @Test func whatCannotBeWatchedIsNamed() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write([], to: "file")
    for (path, reason) in [
      (folder.path, "holds nothing to watch: expected grid.json"),
      (file, "is a file, not a folder"),
      (folder.file("none"), "does not exist"),
    ] {
      let error = #expect(throws: WatchError.self) { try WatchedFolder(path) }
      #expect(error?.description.hasPrefix("\(path) \(reason)") == true, "\(error as Any)")
    }
    try folder.write(Array("{}".utf8), to: "grid.json")
    #expect(throws: FormatError.self) { try WatchedFolder(folder.path) }
  }
}
