import RunRecords
import Settings
import TestSupport
import Testing
import Torch
import TorchData
import TorchNN
import TorchOptimizers
import TorchVision

@testable import TorchTraining

/// Steps in half precision.
struct PrecisionTests {
  /// The batches of `training.safetensors`, in float32.
  private struct FixtureTask: TrainingTask {
    struct Examples: LayerBatch {
      let input: Tensor
      let labels: Tensor

      func loss(of network: any Layer) -> Tensor { network(input).crossEntropy(labels) }
    }

    let about = TaskDescription.classification
    let batchCount = 10
    let tensors: [String: Tensor]

    func batches(epoch: Int, numbers: [Int]) throws -> () throws -> (any TrainingBatch)? {
      let (images, labels) = (try #require(tensors["images"]), try #require(tensors["labels"]))
      var left = numbers[...]
      return {
        left.popFirst().map { Examples(input: images[$0].to(.float32), labels: labels[$0]) }
      }
    }

    func evaluate(
      _ network: any Module, on part: EvaluatedPart, in pass: EvaluationPass
    ) throws -> Evaluation? { nil }
  }

  /// What comes of ten steps: the losses, what they were multiplied by after each, and the network.
  private func steps(
    _ precision: Precision
  ) throws -> (losses: [Double], factors: [Double], network: ResNet) {
    Runtime.threads = 1
    let tensors = try Fixture.tensors("training.safetensors")
    let network = ResNet(
      .init(blocks: [1, 1, 1], widths: [2, 4, 8]), stem: .strided, channels: 1, classes: 4,
      using: Generator(seed: 1))
    try network.load(stateDict: tensors.under("initial/"))
    let sgd = SGD(momentum: 0.9, weightDecay: 5e-4, centralization: Centralization())
    let trainer = Trainer(
      network, Optimizer(network.namedParameters, learningRate: 0.005, sgd),
      FixtureTask(tensors: tensors), schedule: constantSchedule(), precision: precision)
    var (losses, factors): ([Double], [Double]) = ([], [])
    for _ in 0..<10 {
      losses.append(try #require(try trainer.step()))
      factors.append(trainer.position.lossScale?.factor ?? 1)
    }
    return (losses, factors, network)
  }

  /// Nearer to PyTorch's steps in this precision than those are to steps in float32.
  ///
  /// In fp16 the ninth overflows. Sums in bf16 are rounded elsewhere on processors without AVX-512, on which those of the
  /// fixture were made: there the steps are about as far from those in float32.
  @Test(arguments: [Precision.float32, .bf16, .fp16])
  func makesTheStepsOfPyTorch(_ precision: Precision) throws {
    let tensors = try Fixture.tensors("precision.safetensors")
    let (losses, factors, network) = try steps(precision)
    func expected(_ precision: Precision) throws -> [Tensor] {
      let own = tensors.under("\(precision.rawValue)/")
      return try [#require(own["losses"])]
        + network.namedParameters.map { try #require(own["weights/\($0.name)"]) }
    }
    let found = [Tensor(losses)] + network.parameters
    #expect(try factors == #require(tensors["\(precision.rawValue)/factors"]).array())
    let (own, exact) = (try expected(precision), try expected(.float32))
    let sumsAsThere = precision != .bf16 || Runtime.cpuCapability.contains("AVX512")
    for (index, tensor) in found.enumerated() {
      #expect(tensor.dtype.byteCount >= 4)
      let away = maxDifference(tensor, own[index])
      let usual = maxDifference(own[index], exact[index])
      let limit = precision == .float32 ? 1e-5 : sumsAsThere ? usual / 4 : 3 * usual
      #expect(away <= limit, "\(index): \(away), of \(limit)")
      #expect(precision == .float32 || maxDifference(tensor, exact[index]) > usual / 4)
    }
  }

  private func trainer(
    _ model: any Layer, _ precision: Precision, scale: Double? = nil, accumulate: Int = 1,
    sharpnessRadius: Double? = nil, preceding: [any GradientTransform] = [],
    _ chain: [any GradientTransform] = SGD(momentum: 0.9).chain
  ) -> Trainer {
    Runtime.threads = 1
    let loader = DataLoader(
      InMemoryImages.small(labels: (0..<24).map { $0 % 10 }), batchSize: 4,
      pipeline: smallPipeline, seed: 5, workers: 0)
    let trainer = Trainer(
      model,
      Optimizer(
        [.init(model.namedParameters, learningRate: 0.1, chain)], preceding: preceding),
      ClassificationTask(loader), schedule: constantSchedule(), sharpnessRadius: sharpnessRadius,
      accumulate: accumulate, precision: precision)
    if let scale { trainer.position.lossScale = LossScale(factor: scale) }
    return trainer
  }

  /// Keeps what comes to centralization.
  private struct Recording: GradientTransform {
    final class Seen: @unchecked Sendable { var updates: [[Tensor]] = [] }

    let name = "recording"
    let seen = Seen()

    func transform(_ updates: inout [Tensor], in context: TransformContext) {
      seen.updates.append(updates.map { $0.clone() })
    }
  }

  @Test func centralizationSeesUnscaledGradientsOfFloat32() throws {
    let (half, single) = (Recording(), Recording())
    try trainer(DropoutClassifier(), .fp16, [half, GradientCentralization()]).run(1)
    try trainer(DropoutClassifier(), .float32, [single, GradientCentralization()]).run(1)
    #expect(half.seen.updates.count == 1 && half.seen.updates[0].count == 4)
    for (found, expected) in zip(half.seen.updates.joined(), single.seen.updates.joined()) {
      #expect(found.dtype == .float32)
      let away = maxDifference(found, expected)
      #expect(away > 0 && away < 0.01, "\(away)")
    }
  }

  /// Powers of two: nothing but the range depends on the scale, through decay, centralization and clipping.
  @Test(arguments: [(1, nil), (2, nil), (1, 0.05)] as [(Int, Double?)])
  func theScaleIsInNoStep(accumulate: Int, radius: Double?) throws {
    let models = try [0x1p12, 0x1p14].map { scale in
      let model = LinearClassifier()
      let sgd = SGD(momentum: 0.9, weightDecay: 0.01, centralization: Centralization())
      let trainer = trainer(
        model, .fp16, scale: scale, accumulate: accumulate, sharpnessRadius: radius,
        preceding: [GlobalNormClipping(0.1)], sgd.chain)
      try trainer.run(3)
      #expect(trainer.position.lossScale?.overflowedSteps == 0)
      return model
    }
    #expect(isBitIdentical(models[0].fc.weight, models[1].fc.weight))
    #expect(maxDifference(models[0].fc.weight, LinearClassifier().fc.weight) > 0.001)
  }

  /// A linear classifier whose gradients are too large to be scaled by much.
  private final class LoudClassifier: Layer {
    let fc = Linear(64, 10, using: Generator(seed: 1))

    func callAsFunction(_ x: Tensor) -> Tensor { fc(x.flattened(from: 1)) * 1000 }
  }

  @Test(arguments: [(1, nil), (2, nil), (1, 0.05)] as [(Int, Double?)])
  func aStepThatOverflowsCountsAndChangesNothing(accumulate: Int, radius: Double?) throws {
    let model = LoudClassifier()
    let before = withoutGrad { model.fc.weight.clone() }
    let trainer = trainer(model, .fp16, accumulate: accumulate, sharpnessRadius: radius)
    let still = self.trainer(LoudClassifier(), .fp16, accumulate: accumulate)
    still.optimizer.groups[0].learningRate = 0
    var overflows = 0
    while overflows < 30 {
      let epochLoss = trainer.position.lossSum
      let loss = try #require(try trainer.step())
      if !trainer.hasOverflowed { break }
      overflows += 1
      #expect(isBitIdentical(model.fc.weight, before) && model.fc.weight.grad == nil)
      let other = try still.step()
      #expect(loss == other, "its own batches, and the weights as they were")
      let position = trainer.position
      #expect(position.step == overflows && position.lossSum == epochLoss + loss)
      #expect(position.lossScale?.factor == 65536 / Double(1 << overflows))
      if position.stepInEpoch == trainer.stepsPerEpoch {
        trainer.finishEpoch()
        still.finishEpoch()
        #expect(trainer.position.lossScale?.overflowedSteps == 0)
      }
    }
    #expect((1..<20).contains(overflows))
    #expect(!isBitIdentical(model.fc.weight, before), "then it goes on")
    let steps = trainer.optimizer.state.filter { $0.name.hasPrefix("steps/") }
    #expect(steps.map(\.tensor.intItem) == [1, 1], "the optimizer counts its own")
  }

  @Test func gradientsThatNoScaleMakesFiniteEndTheTraining() throws {
    let trainer = trainer(SteepClassifier(), .fp16, scale: LossScale.least)
    _ = try trainer.step()
    #expect(trainer.hasOverflowed)
    let position = trainer.position
    #expect(throws: TrainingError.gradientNotFinite(step: 2, parameter: "fc.weight")) {
      try trainer.step()
    }
    #expect(trainer.position == position)
  }

  /// The loss is not scaled when it is looked at.
  @Test func aLossThatIsNotFiniteEndsTheTraining() throws {
    let model = LinearClassifier()
    let trainer = trainer(model, .fp16)
    withoutGrad { model.fc.weight.fill(6e4) }
    let error = #expect(throws: TrainingError.self) { try trainer.step() }
    guard case .notFinite(1, _, let origin) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(origin == "it began in aten::linear at the parameter fc.weight")
  }
}
