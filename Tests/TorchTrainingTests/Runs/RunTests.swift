import EngineProtocol
import RunRecords
import CentralizeOptions
import Foundation
import TestSupport
import Testing
import Torch

@testable import TorchTraining

/// Whole runs of six steps in two epochs, on small images.
struct RunTests {
  let folder: TemporaryFolder
  static let files = [
    "config.json", "last.safetensors", "metrics.jsonl", "weights.safetensors",
  ]

  init() throws {
    folder = try TemporaryFolder()
    try folder.writeSmallImages()
  }

  func options(
    _ change: (inout OptionMap) -> Void = { _ in }
  ) throws -> RunConfiguration {
    try configuration(data: folder.path) {
      $0[.epochs] = 2
      $0[.logEvery] = 2
      change(&$0)
    }
  }

  func contents(_ run: String) throws -> [[UInt8]] {
    try Self.files.map { try folder.read("\(run)/\($0)") }
  }

  /// Runs until the end, or until `stop` says so of the number of the step.
  @discardableResult
  func run(
    _ name: String, _ configuration: RunConfiguration, resume: Bool = false,
    until stop: @escaping (Int) -> Bool = { _ in false }
  ) throws -> [EpochMetrics] {
    let counter = StepCounter()
    let run = try Run(
      configuration, in: folder.file(name), resume: resume, observer: counter,
      isInterrupted: { stop(counter.step) })
    return try withExtendedLifetime(counter) { try run.run() }
  }

  @Test func aCheckpointBeyondTheRunsEndIsRefused() throws {
    try run("a", options())
    let path = folder.file("a/last.safetensors")
    let file = try SafetensorsFile(path)
    var metadata = file.metadata
    metadata["run"] = metadata["run"]?.replacing("\"step\":6,", with: "\"step\":7,")
    // As one from before there were digests, which would tell of any change.
    metadata = metadata.filter { ["formatVersion", "run"].contains($0.key) }
    try SafetensorsFile.write(
      file.names.compactMap { name in file[name].map { (name, $0) } }, metadata: metadata, to: path)
    let error = #expect(throws: TrainingError.self) { try run("a", options(), resume: true) }
    #expect(error?.description == "\(path): expected a step of the run's 6, found 7")
  }

  @Test func aMonitoredRunMeasuresAndTrainsTheSame() throws {
    try run("plain", options())
    let monitored = try options { $0[.monitorEvery] = 2 }
    try run("monitored", monitored)
    #expect(
      try folder.read("monitored/weights.safetensors") == folder.read("plain/weights.safetensors"))
    let lines = String(decoding: try folder.read("monitored/metrics.jsonl"), as: UTF8.self)
      .split(separator: "\n").filter { $0.contains("\"kind\":\"monitor\"") }
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { $0.contains("\"isPromised\":true,\"name\":\"conv1.weight\"") })
    #expect(throws: TrainingError.interrupted(step: 3, folder: folder.file("stopped"))) {
      try run("stopped", monitored) { $0 == 3 }
    }
    try run("stopped", monitored, resume: true)
    #expect(try contents("stopped") == contents("monitored"))
  }

  /// Also where an epoch's last step is saved and its evaluation is still to come.
  @Test func interruptedAfterAnyStepItEndsTheSame() throws {
    let configuration = try options()
    let metrics = try run("whole", configuration)
    #expect(metrics.map(\.epoch) == [1, 2] && metrics.map(\.step) == [3, 6])
    for step in 1...6 {
      let name = "stopped-\(step)"
      #expect(throws: TrainingError.interrupted(step: step, folder: folder.file(name))) {
        try run(name, configuration) { $0 == step }
      }
      #expect(try run(name, configuration, resume: true) == metrics)
      #expect(try contents(name) == contents("whole"), "stopped after step \(step)")
    }
  }

  /// Slow weights that move every two steps, of which an epoch has three, and two passes a step.
  @Test(arguments: [OptimizerName.sgd, .ranger])
  func goesOnWithSlowWeightsAndTwoPasses(_ name: OptimizerName) throws {
    let configuration = try options {
      $0[.optimizer] = name.optionValue
      $0[.lookahead] = "2"
      $0[.sam] = 0.05
      $0[.centralizationSchedule] = "cosine"
    }
    let metrics = try run("whole", configuration)
    for step in [1, 2, 4] {
      let name = "stopped-\(step)"
      #expect(throws: TrainingError.self) { try run(name, configuration) { $0 == step } }
      #expect(try run(name, configuration, resume: true) == metrics)
      #expect(try contents(name) == contents("whole"), "stopped after step \(step)")
    }
  }

  @Test func eachOfTheNewOptionsChangesTheRun() throws {
    let changes: [(inout OptionMap) -> Void] = [
      { _ in }, { $0[.lookahead] = "2" }, { $0[.sam] = 0.05 },
      { $0[.minimumFanIn] = 20 }, { $0[.centralizationStrength] = 0.5 },
      { $0[.centralizationSchedule] = "cosine" },
    ]
    let weights = try changes.enumerated().map { index, change in
      try run("\(index)", options(change))
      return try folder.read("\(index)/weights.safetensors")
    }
    #expect(Set(weights).count == changes.count)
  }

  @Test func interruptedBeforeItsFirstCheckpointItBeginsAnew() throws {
    let configuration = try options()
    try run("whole", configuration)
    #expect(throws: TrainingError.self) { try run("begun", configuration) { $0 == 2 } }
    try FileManager.default.removeItem(atPath: folder.file("begun/last.safetensors"))
    try run("begun", configuration, resume: true)
    #expect(try contents("begun") == contents("whole"))
  }

  @Test func theLearningRateInTheMetricsIsThatOfTheStep() throws {
    let configuration = try options {
      $0[.epochs] = nil
      $0[.steps] = 4
      $0[.logEvery] = 1
      $0[.learningRate] = 0.5
      $0[.schedule] = "cosine,warmup:2"
    }
    let metrics = try run("rates", configuration)
    // Two steps up, then half a cosine over the two that remain; an epoch has three steps.
    #expect(metrics.map(\.learningRate) == [0.5, 0.25])
    let text = String(decoding: try folder.read("rates/metrics.jsonl"), as: UTF8.self)
    let rates = text.split(separator: "\n").filter { $0.contains("\"step\",") }.map { line in
      line.firstMatch(of: /"learningRate":([0-9.]+)/).flatMap { Double($0.1) }
    }
    #expect(rates == [0.25, 0.5, 0.5, 0.25])
  }

  @Test func aFolderWithARunStaysAsItIs() throws {
    let configuration = try options()
    try run("first", configuration)
    let before = try contents("first")
    #expect(
      throws: OptionsError.holdsAnotherRun(folder: folder.file("first"), command: "train")
    ) { try run("first", configuration.with(seed: 1)) }
    #expect(try contents("first") == before)
  }

  @Test func whatCannotBeginLeavesNoFolder() throws {
    let weights = folder.file("other.safetensors")
    try SafetensorsFile.write([("fc.weight", .zeros([2]))], to: weights)
    let configuration = try options { $0[.weights] = weights.optionValue }
    #expect(throws: TrainingError.self) { try run("never", configuration) }
    #expect(!FileManager.default.fileExists(atPath: folder.file("never")))
  }

  @Test func otherDataIsNoticedOnResuming() throws {
    let configuration = try options()
    #expect(throws: TrainingError.self) { try run("run", configuration) { $0 == 2 } }
    try folder.write(training: Array(repeating: 1, count: 24), test: Array(0..<10))
    #expect(
      throws: TrainingError.dataChanged(
        file: folder.file("train-images-idx3-ubyte"), folder: folder.file("run"))
    ) { try run("run", configuration, resume: true) }
  }

  @Test func otherOptionsThanTheCheckpointsAreNoticed() throws {
    let configuration = try options()
    #expect(throws: TrainingError.self) { try run("run", configuration) { $0 == 2 } }
    let error = #expect(throws: TrainingError.self) {
      try run("run", configuration.with(seed: 9), resume: true)
    }
    #expect(error?.description.contains("expected the options of") == true)
  }
}
