import RunRecords
import EngineProtocol
import CentralizeOptions
import Foundation
import TestSupport
import Testing
import Torch
import TorchNN

@testable import TorchTraining

/// Whole measured trainings of six steps in two epochs, on small images.
struct LandscapeTrainingTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.writeSmallImages()
  }

  private func options(
    _ change: (inout OptionMap) throws -> Void = { _ in }
  ) throws -> RunConfiguration {
    try configuration(data: folder.path) {
      $0[.epochs] = 2
      try change(&$0)
    }
  }

  @Test func itEndsInTheWeightsOfTheRun() throws {
    let configuration = try options {
      $0[.mixup] = 0.4
      $0[.lookahead] = "2:0.5"
    }
    _ = try Run(configuration, in: folder.file("run")).run()
    let training = try LandscapeTraining(LandscapeRequest(configuration, every: 1))
    let result = try training.run()
    let file = try SafetensorsFile(folder.file("run/weights.safetensors"))
    let state = training.trainer.model.stateDict
    #expect(state.count == file.names.count)
    for (name, tensor) in state {
      #expect(isBitIdentical(tensor, try #require(file[name])), "\(name)")
    }
    #expect(result.points.map(\.step) == [1, 2, 3, 4, 5, 6] && result.steps == 6)
    #expect(result.failure == nil && result.seed == 0 && result.every == 1)
    #expect(result.shifts.count == 10 && result.unasked.isEmpty)
    #expect(result.shifts.allSatisfy { $0.isPromised && $0.holds })
    #expect(try training.provenance().data.count == 4)
  }

  @Test func itIsTheSameAgainAndAsJSON() throws {
    let request = try LandscapeRequest(options(), every: nil)
    #expect(request.interval(totalSteps: 60) == 1 && request.interval(totalSteps: 61) == 2)
    let first = try LandscapeTraining(request).run()
    #expect(try LandscapeTraining(request).run() == first)
    let again = try JSONDecoder().decode(
      LandscapeRun.self, from: try JSONEncoder().encode(first))
    #expect(again == first)
  }

  @Test func aWeakerCentralizationPromisesNothing() throws {
    let configuration = try options {
      $0[.centralizationSchedule] = "cosine"
    }
    let result = try LandscapeTraining(LandscapeRequest(configuration, every: 3)).run()
    #expect(result.points.map(\.step) == [3, 6])
    #expect(!result.shifts.isEmpty && result.shifts.allSatisfy { !$0.isPromised })
  }

  /// With a scope that leaves the classifier out: were arm `none` measured over all weights, the two
  /// numbers would be of different gradients.
  @Test func bothArmsAreMeasuredOverTheSameWeights() throws {
    let with = try options { $0[.centralization] = "convolutions" }
    let without = with.withoutCentralization()
    let arms = try [without, with].map {
      try LandscapeTraining(LandscapeRequest($0, every: 1, like: with)).run()
    }
    // Before the first step both have the same weights and the same gradient.
    #expect(arms[0].points[0].shares == arms[1].points[0].shares)
    #expect(arms[0].points[0].gradientNorm == arms[1].points[0].gradientNorm)
    #expect(arms[0].shifts.map(\.name) == arms[1].shifts.map(\.name))
    #expect(!arms[0].shifts.map(\.name).contains("fc.weight") && !arms[0].shifts.isEmpty)
    let alone = try LandscapeTraining(LandscapeRequest(without, every: 1)).run()
    #expect(alone.shifts.map(\.name).contains("fc.weight"))
  }

  @Test func aTrainingThatDivergesSaysWhere() throws {
    let configuration = try options { $0[.learningRate] = 1e30 }
    let result = try LandscapeTraining(LandscapeRequest(configuration, every: 1)).run()
    #expect(result.failure?.hasPrefix("step 2: the loss is ") == true)
    #expect(result.points.map(\.step) == [1] && result.shifts.isEmpty && result.steps == 1)
  }
}
