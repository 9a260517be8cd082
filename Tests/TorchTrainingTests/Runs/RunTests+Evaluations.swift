import CentralizeOptions
import RunRecords
import TestSupport
import Testing
import Torch

@testable import TorchTraining

/// What follows from evaluations: files of weights, an early end, and a rate that falls.
extension RunTests {
  private static let allFiles = files + ["weights-ema.safetensors", "weights-best.safetensors"]

  private func measured(
    epochs: Int = 4, _ change: (inout OptionMap) -> Void = { _ in }
  ) throws -> RunConfiguration {
    try options {
      $0[.epochs] = .whole(epochs)
      $0[.validation] = 8
      change(&$0)
    }
  }

  @Test func evaluatesEveryFewEpochsAndTheLast() throws {
    let every = try run("every", measured(epochs: 5) { $0[.evaluateEvery] = 2 })
    #expect(every.map { !$0.evaluated.isEmpty } == [false, true, false, true, true])
    let always = try run("always", measured(epochs: 5))
    #expect(every[3].evaluated == always[3].evaluated && every[4] == always[4])
    #expect(
      try folder.read("every/weights.safetensors") == folder.read("always/weights.safetensors"))
  }

  @Test func keepsTheBestWeightsAndTheMeanOfAll() throws {
    let configuration = try measured {
      $0[.keepBest] = true
      $0[.ema] = "0.5:2"
      $0[.learningRate] = 0.3
      $0[.momentum] = 0
    }
    let metrics = try run("whole", configuration)
    let best = try #require(
      metrics.max {
        ($0.evaluated["validationAccuracy"] ?? 0, -$0.epoch)
          < ($1.evaluated["validationAccuracy"] ?? 0, -$1.epoch)
      })
    let weights = try WeightsFile.read(
      folder.file("whole/weights-best.safetensors"), for: configuration.makeNetwork()
    ).tensors
    let last = try WeightsFile.read(
      folder.file("whole/weights.safetensors"), for: configuration.makeNetwork()
    ).tensors
    let isLast = weights.allSatisfy { name, tensor in
      last[name].map { isBitIdentical($0, tensor) } ?? false
    }
    #expect(isLast == (best.epoch == 4))
    #expect(metrics.allSatisfy { $0.evaluated["testAccuracyEMA"] != nil })
    #expect(metrics.contains { $0.evaluated["testLossEMA"] != $0.evaluated["testLoss"] })
    let plain = try run(
      "plain",
      measured {
        $0[.learningRate] = 0.3
        $0[.momentum] = 0
      })
    #expect(plain.map(\.trainLoss) == metrics.map(\.trainLoss), "it changes no training")
    for (one, other) in zip(plain, metrics) {
      #expect(one.evaluated["testLoss"] == other.evaluated["testLoss"])
    }
    for step in [1, 2, 4, 5, 6, 7] {
      let name = "stopped-\(step)"
      #expect(throws: TrainingError.self) { try run(name, configuration) { $0 == step } }
      #expect(try run(name, configuration, resume: true) == metrics)
      for file in Self.allFiles {
        #expect(
          try folder.read("\(name)/\(file)") == folder.read("whole/\(file)"),
          "\(file), stopped after step \(step)")
      }
    }
  }

  /// A rate of almost nothing: no evaluation is better than the first.
  @Test func endsWhenNothingIsBetter() throws {
    let configuration = try measured(epochs: 9) {
      $0[.patience] = 2
      $0[.learningRate] = 1e-9
      $0[.schedule] = "constant"
    }
    let metrics = try run("early", configuration)
    #expect(metrics.count == 3)
    #expect(try run("early", configuration, resume: true) == metrics, "it has ended")
    #expect(throws: TrainingError.self) { try run("stopped", configuration) { $0 == 3 } }
    #expect(try run("stopped", configuration, resume: true) == metrics)
    #expect(try contents("stopped") == contents("early"))
  }

  @Test func theRateFallsOnAPlateau() throws {
    let configuration = try measured(epochs: 5) {
      $0[.learningRate] = 1e-9
      $0[.schedule] = "plateau:0.5:1"
    }
    let metrics = try run("plateau", configuration)
    #expect(metrics.map(\.learningRate) == [1e-9, 1e-9, 1e-9, 5e-10, 5e-10])
    #expect(throws: TrainingError.self) { try run("stopped", configuration) { $0 == 7 } }
    #expect(try run("stopped", configuration, resume: true) == metrics)
    #expect(try contents("stopped") == contents("plateau"))
  }
}
