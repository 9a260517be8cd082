import EngineProtocol
import RunRecords
import CentralizeOptions
import Foundation
import TestSupport
import Testing
import Torch

@testable import TorchTraining

/// Runs that are asked to stop, to save, or to go on for longer.
extension RunTests {
  /// What was trained is saved before it is evaluated, and nothing but the evaluation is repeated.
  @Test func interruptedInAnEvaluationItEndsTheSame() throws {
    let configuration = try options()
    let metrics = try run("whole", configuration)
    let counter = StepCounter()
    let stopped = try Run(
      configuration, in: folder.file("stopped"), observer: counter,
      isInterrupted: { counter.evaluations.count == 1 })
    #expect(throws: TrainingError.interrupted(step: 3, folder: folder.file("stopped"))) {
      try stopped.run()
    }
    #expect(
      counter.evaluations == [EvaluationProgress(epoch: 1, part: .test, batch: 1, batches: 1)])
    #expect(try run("stopped", configuration, resume: true) == metrics)
    #expect(try contents("stopped") == contents("whole"))
  }

  /// But for a cosine, whose steps follow the length of the run.
  @Test(arguments: ["constant", "step:2:0.1", "cosine"])
  func aRunThatGetsMoreEpochsGoesOn(_ schedule: String) throws {
    func options(_ epochs: Int) throws -> RunConfiguration {
      try self.options {
        $0[.schedule] = .text(schedule)
        $0[.epochs] = .whole(epochs)
      }
    }
    try run("long", options(4))
    try run("run", options(2))
    let counter = StepCounter()
    let longer = try Run(options(4), in: folder.file("run"), resume: true, observer: counter)
    #expect(try longer.run().map(\.epoch) == [1, 2, 3, 4])
    let same = ["metrics.jsonl", "weights.safetensors"].allSatisfy { file in
      (try? folder.read("run/" + file)) == (try? folder.read("long/" + file))
    }
    #expect(same == (schedule != "cosine"))
    let record = try RecordedRun(folder: folder.file("run"), resumedBy: .train)
    #expect(record.resumes.map(\.step) == [6] && record.configuration.course.epochs == 4)
    #expect(counter.notes.count == 1 && counter.notes[0].contains("has 4 epochs, and had 2"))
    #expect(counter.notes[0].contains("learning rate of") == (schedule == "cosine"))
  }

  /// As one that began on an older version; what was said once is in the record, and not said again.
  @Test func aRunGoesOnWithAnotherLibtorch() throws {
    let configuration = try options()
    #expect(throws: TrainingError.self) { try run("run", configuration) { $0 == 2 } }
    let record = String(decoding: try folder.read("run/config.json"), as: UTF8.self)
    let own = "\"libtorch\" : \"\(Runtime.version)\""
    #expect(record.contains(own))
    try folder.write(
      Array(record.replacing(own, with: "\"libtorch\" : \"2.11.7\"").utf8), to: "run/config.json")
    let counter = StepCounter()
    for _ in 0..<2 {
      _ = try Run(configuration, in: folder.file("run"), resume: true, observer: counter).run()
    }
    #expect(
      counter.notes == [
        "note: libtorch was 2.11.7 and is \(Runtime.version) from step 2 on: numbers can differ in their last "
          + "digits from those of a run that stayed as it was"
      ])
    let resumes = try RecordedRun(folder: folder.file("run"), resumedBy: .train).resumes
    #expect(resumes.map(\.step) == [2] && resumes[0].changes.isEmpty)
    #expect(resumes[0].libtorch?.from == "2.11.7")
    #expect(resumes[0].libtorch?.to?.description == Runtime.version)
  }

  @Test func savesWhenItIsAskedToAndGoesOn() throws {
    let checkpoint = folder.file("run/last.safetensors")
    var seen: [Int: Bool] = [:]
    let counter = StepCounter { seen[$0] = FileManager.default.fileExists(atPath: checkpoint) }
    let run = try Run(
      options(), in: folder.file("run"), observer: counter, isToBeSaved: { counter.step == 1 })
    #expect(try run.run().count == 2)
    #expect(seen[1] == false && seen[2] == true)
  }
}
