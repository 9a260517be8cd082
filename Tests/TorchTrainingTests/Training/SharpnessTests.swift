import TestSupport
import Testing
import Torch
import TorchData
import TorchNN

@testable import TorchTraining

/// Training with sharpness-aware minimization.
struct SharpnessTests {
  /// The mean gradient of the first `count` batches that `trainer(_:)` takes.
  private func gradients(_ model: LinearClassifier, batches count: Int) throws -> [Tensor] {
    let loader = DataLoader(
      InMemoryImages.small(labels: (0..<24).map { $0 % 10 }), batchSize: 4,
      pipeline: ImagePipeline(normalization: smallPipeline.normalization, dtype: .float64),
      seed: 5, workers: 0)
    let batches = loader.batches(epoch: 0)
    model.zeroGrad()
    for _ in 0..<count {
      let batch = try #require(try batches.next())
      (model(batch.images).crossEntropy(batch.labels) / Double(count)).backward()
    }
    return try model.parameters.map { try #require($0.grad).clone() }
  }

  /// The first step by hand: the gradient close by, at the weights as they were.
  @Test(arguments: [1, 3])
  func takesTheGradientWhereTheLossIsHighest(accumulate: Int) throws {
    let radius = 0.25
    let (model, trained) = (LinearClassifier(), LinearClassifier())
    model.move(dtype: .float64)
    let weights = withoutGrad { model.parameters.map { $0.clone() } }
    let first = try gradients(model, batches: accumulate)
    let norm = first.map { ($0 * $0).sum().item }.reduce(0, +).squareRoot()
    for (parameter, gradient) in zip(model.parameters, first) {
      parameter.load(parameter.detached() + gradient * (radius / norm))
    }
    let second = try gradients(model, batches: accumulate)
    try trainer(
      trained, batchSize: 4, accumulate: accumulate, dtype: .float64, sharpnessRadius: radius
    ).run(1)
    for (index, parameter) in trained.parameters.enumerated() {
      let expected = weights[index] - second[index] * 0.1
      #expect(maxDifference(parameter, expected) < 1e-9)
      #expect(maxDifference(parameter, weights[index] - first[index] * 0.1) > 1e-6)
    }
  }

  /// The loss is that of the weights before the step, and both passes see the same batches.
  @Test func reportsTheFirstLossAndTakesEachBatchOnce() throws {
    let plain = try trainer(LinearClassifier(), accumulate: 2, schedule: { _ in 0 }).run(6)
    let found = try trainer(
      LinearClassifier(), accumulate: 2, schedule: { _ in 0 }, sharpnessRadius: 0.5
    ).run(6)
    #expect(found == plain)
  }

  @Test func theSecondPassLeavesTheRunningStatistics() throws {
    let (plain, sharp) = (NormalizedClassifier(), NormalizedClassifier())
    try trainer(plain, schedule: { _ in 0 }).run(3)
    try trainer(sharp, schedule: { _ in 0 }, sharpnessRadius: 0.5).run(3)
    for (one, two) in zip(plain.stateDict, sharp.stateDict) {
      #expect(isBitIdentical(one.tensor, two.tensor), "\(one.name)")
    }
  }

  @Test func anotherRadiusMakesAnotherStep() throws {
    let models = try [nil, 0.1, 0.5].map { (radius: Double?) in
      let model = LinearClassifier()
      try trainer(model, sharpnessRadius: radius).run(2)
      return model
    }
    #expect(maxDifference(models[0].fc.weight, models[1].fc.weight) > 1e-6)
    #expect(maxDifference(models[1].fc.weight, models[2].fc.weight) > 1e-6)
  }
}
