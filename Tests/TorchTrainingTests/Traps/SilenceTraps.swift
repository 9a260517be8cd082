import RunRecords
import CentralizeOptions
import Foundation
import TestSupport
import Testing
import Torch
import TorchNN
import TorchOptimizers
import TorchTraining

/// Silence where runs are made and compared: traps 22 and 23, and 7 where it is shown.
struct SilenceTraps {
  private struct StepMetrics: Decodable {
    let kind: String
    let trainLoss: Double
  }

  /// The losses of the steps, in their order.
  private func losses(_ folder: TemporaryFolder, _ run: String) throws -> [Double] {
    let text = String(decoding: try folder.read("\(run)/metrics.jsonl"), as: UTF8.self)
    return try text.split(separator: "\n")
      .map { try JSONDecoder().decode(StepMetrics.self, from: Data($0.utf8)) }
      .filter { $0.kind == "step" }.map(\.trainLoss)
  }

  @Test(arguments: [OptimizerName.sgd, .adamw])
  func trap23theArmsStartFromEqualWeightsAndEndApart(_ optimizer: OptimizerName) throws {
    let folder = try TemporaryFolder()
    try folder.writeSmallImages()
    let configuration = try configuration(data: folder.path) {
      $0[.optimizer] = optimizer.optionValue
      $0[.epochs] = 1
      $0[.logEvery] = 1
    }
    for seed in 0..<2 {
      let with = configuration.with(seed: UInt64(seed))
      for arm in [with.withoutCentralization(), with] {
        let name = "comparison/\(arm.scopes)-\(seed)"
        _ = try Run(arm, in: folder.file(name)).run()
      }
    }
    for seed in 0..<2 {
      let (none, all) = (
        try losses(folder, "comparison/none-\(seed)"), try losses(folder, "comparison/all-\(seed)")
      )
      #expect(none.count == 3 && all.count == 3)
      // The loss of the first step is that of the weights that the run starts from.
      #expect(none.first == all.first, "seed \(seed)")
      #expect(none.last != all.last, "seed \(seed)")
      let weights = try ["none", "all"].map {
        try SafetensorsFile(folder.file("comparison/\($0)-\(seed)/weights.safetensors")).tensors
      }
      let conv = try weights.map { try #require($0["layer1.0.conv1.weight"]) }
      #expect(maxDifference(conv[1], conv[0]) > 1e-4, "seed \(seed)")
    }
    #expect(
      try losses(folder, "comparison/none-0").first
        != losses(folder, "comparison/none-1").first, "seeds differ")
  }

  @Test func trap22whatIsSkippedIsListedWithItsReason() throws {
    let generator = Generator(seed: 0)
    // Sizes that no power of two divides, and everything that is left alone.
    let layers = Sequential(
      Conv2d(3, 17, kernel: 3, using: generator), BatchNorm2d(17),
      Conv2d(1, 5, kernel: 1, using: generator), Linear(33, 7, using: generator),
      Embedding(11, 3, using: generator))
    let plan = CentralizationPlan(for: layers, .all)
    #expect(plan.rows.count == layers.namedParameters.count)
    let reasons = Dictionary(uniqueKeysWithValues: plan.rows.map { ($0.name, $0.reason) })
    let expected = [
      "0.weight": "convolution weight of 27 inputs per output unit",
      "0.bias": "a bias has no inputs", "1.weight": "a gain has no inputs",
      "1.bias": "a bias has no inputs",
      "2.weight": "one input per output unit: the gradient would become zero",
      "2.bias": "a bias has no inputs", "3.weight": "linear weight of 33 inputs per output unit",
      "3.bias": "a bias has no inputs",
      "4.weight": "an embedding is looked up, not summed over",
    ]
    #expect(reasons == expected)
    #expect(plan.rows.filter(\.centralized).map(\.name) == ["0.weight", "3.weight"])
  }

  @Test func trap07whatDepthwiseLosesIsShown() throws {
    let layer = Sequential(Conv2d(6, 6, kernel: 3, groups: 6, using: Generator(seed: 0)))
    let row = try #require(CentralizationPlan(for: layer, .all).rows.first)
    #expect(row.centralized && row.groups == 6 && row.freedomRemoved == 1.0 / 9)
  }
}
