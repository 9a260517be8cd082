import CentralizeOptions
import Foundation
import Processes
import TestSupport
import Testing
import Torch
import TorchDistributed
import TorchNN
import TorchOptimizers

@testable import TorchTraining

/// What several processes make of a run is what one process makes of it.
@Suite(.serialized) struct GroupRunTests {
  private let runs: ProbedRuns

  init() throws { runs = try ProbedRuns() }

  /// So that some travel while others are not yet there.
  @Test func theSmallestNetworkHasSeveralBuckets() throws {
    let network = try runs.options().network.makeNetwork(
      channels: 1, classes: 10, using: Generator(seed: 0))
    let optimizer = Optimizer(network.namedParameters, learningRate: 0.1, SGD(momentum: 0.9))
    let passes = MicroBatches(
      of: network, optimizer, count: 2, in: ProcessGroup(), overlapsBackward: true)
    #expect(try passes.makeBuckets().bucketCount == 2)
    let small = try GradientTransfer.$smallestBucket.withValue(64 << 10) {
      try passes.makeBuckets().bucketCount
    }
    #expect(small >= 4, "as in the probe that makes the runs below")
  }

  /// Each optimizer with each centralization, on images that are augmented and mixed.
  private func optimizers() throws -> [TrainingCase] {
    try ["sgd", "adamw", "lamb"].flatMap { optimizer in
      try ["none", "all", "convolutions"].map { scope in
        let options = try runs.options {
          $0[.optimizer] = .text(optimizer)
          $0[.centralization] = .text(scope)
          $0[.mixup] = 0.2
        }
        return TrainingCase("\(optimizer)-\(scope)", options)
      }
    }
  }

  /// What goes around an optimizer, and what is measured on the way.
  private func surroundings() throws -> [TrainingCase] {
    let sharp = try runs.options {
      $0[.sam] = 0.05
      $0[.clipNorm] = 0.5
      $0[.lookahead] = "2:0.5"
      $0[.cutmix] = 1
      $0[.checkpointEvery] = 2
    }
    let measured = try runs.options {
      $0[.batchSize] = 2
      $0[.validation] = 5
      $0[.monitorEvery] = 1
      $0[.randomErasing] = 0.5
      $0[.ema] = "0.5:2"
      $0[.schedule] = "plateau:0.5:0"
      $0[.patience] = 5
    }
    let short = try ["bf16", "fp16"].map { precision in
      let options = try runs.options {
        $0[.precision] = .text(precision)
        $0[.learningRate] = 1
      }
      return TrainingCase(precision, options)
    }
    return short + [
      TrainingCase("sharp", sharp), TrainingCase("measured", measured, hasEvents: true),
      TrainingCase("dropout", try runs.options(), .sequences),
    ]
  }

  @Test func twoProcessesAreOneThatAccumulatesTwo() async throws {
    let cases = try optimizers() + surroundings()
    try await runs.make(cases, by: 1)
    try await runs.make(cases, by: 2)
    for run in cases { try runs.expectEqual(run, by: 2) }
    let weights = try cases.map { try runs.folder.read("by-2/\($0.name)/weights.safetensors") }
    #expect(Set(weights).count == cases.count, "each case is another run")
    let events = try FileManager.default.contentsOfDirectory(
      atPath: runs.folder.file("by-2/measured"))
    #expect(events.contains { $0.contains("tfevents") }, "\(events)")
  }

  @Test func fourMicroBatchesOnOneTwoAndFour() async throws {
    let cases = [
      TrainingCase(
        "double",
        try runs.options {
          $0[.batchSize] = 2
          $0[.accumulate] = 4
          $0[.dtype] = "float64"
        }),
      TrainingCase("dropout", try runs.options { $0[.accumulate] = 4 }, .sequences),
    ]
    for processes in [1, 2, 4] { try await runs.make(cases, by: processes) }
    for processes in [2, 4] {
      for run in cases { try runs.expectEqual(run, by: processes) }
    }
  }

  /// The sums of three have another order than those of one.
  @Test func threeProcessesDifferInTheLastDigits() async throws {
    let run = TrainingCase(
      "double",
      try runs.options {
        $0[.accumulate] = 3
        $0[.learningRate] = 0.01
        $0[.dtype] = "float64"
      })
    for processes in [1, 3] { try await runs.make([run], by: processes) }
    let (found, expected) = try (
      SafetensorsFile(runs.folder.file("by-3/double/weights.safetensors")),
      SafetensorsFile(runs.folder.file("by-1/double/weights.safetensors"))
    )
    #expect(found.names.sorted() == expected.names.sorted() && !found.names.isEmpty)
    for name in expected.names {
      let (one, three) = (try #require(expected[name]), try #require(found[name]))
      #expect(maxDifference(three, one) < 1e-10, "\(name)")
    }
  }

  @Test func aLossOfOneProcessThatIsNotFiniteEndsAll() async throws {
    let run = TrainingCase("broken", try runs.options { $0[.accumulate] = 4 }, .brokenSequences)
    var sentences: Set<String> = []
    for processes in [1, 2] {
      for outcome in try await runs.attempt([run], by: processes) {
        #expect(outcome.end == .code(1), "\(processes): \(outcome)")
        sentences.insert(outcome["error"] ?? "")
      }
      let log = try String(
        decoding: runs.folder.read("by-\(processes)/broken/metrics.jsonl"), as: UTF8.self)
      #expect(log.split(separator: "\n").count == 1, "the first step alone is logged")
    }
    #expect(sentences.count == 1, "\(sentences)")
    #expect(sentences.first?.hasPrefix("step 2: ") == true, "\(sentences)")
  }
}
