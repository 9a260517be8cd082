import RunRecords
import EngineProtocol
import CentralizeOptions
import TestSupport
import Testing
import Torch
import TorchData
import TorchNN
import TorchOptimizers

@testable import TorchTraining

/// Two logits whose cross-entropy for class 0 is `1 + ½ Σ aⱼ wⱼ²`, whatever the images: with the
/// gradient `a·w`, and a Hessian that is known.
private final class QuadraticClassifier: Layer {
  let weight = Parameter(
    Tensor.ones([2, 2], dtype: .float64), .weight(.linear))
  private let curvature = Tensor([1.0, 2, 4, 8] as [Double], shape: [2, 2])

  func callAsFunction(_ x: Tensor) -> Tensor {
    let loss = (weight * weight * curvature).sum() * 0.5 + 1
    // ln(1 + exp(−z)) is the loss for z = −ln(exp(loss) − 1).
    let logit = -(loss.exp() - 1).log()
    return Tensor.stacked([logit, logit * 0]).expanded([x.size(0), 2])
  }
}

struct LandscapeProbeTests {
  /// With the rate 0.01 a step goes along −0.01·(1, 2, 4, 8).
  @Test func aQuadraticIsMeasuredExactly() throws {
    let model = QuadraticClassifier()
    let loader = DataLoader(
      InMemoryImages.small(labels: [0, 0, 0, 0], classCount: 2), batchSize: 4,
      pipeline: ImagePipeline(normalization: smallPipeline.normalization, dtype: .float64),
      workers: 0)
    let optimizer = Optimizer(model.namedParameters, learningRate: 0.01, SGD())
    let trainer = Trainer(
      model, optimizer, ClassificationTask(loader), schedule: constantSchedule())
    let probe = LandscapeProbe(trainer, CentralizationMonitor(optimizer), every: 1)
    let loss = try #require(try probe.step()?.last?.loss)
    let point = try #require(probe.points.first)
    #expect(abs(loss - 8.5) < 1e-12 && abs(point.loss - 8.5) < 1e-12 && point.step == 1)
    #expect(abs(point.gradientNorm - 85.0.squareRoot()) < 1e-9)
    #expect(point.lengths.map(\.steps) == [0.25, 0.5, 1, 2, 4])
    for length in point.lengths {
      let way = 0.01 * length.steps
      let weights = [1.0, 2, 4, 8].map { (curvature: $0, value: 1 - way * $0) }
      let expected = weights.map { $0.curvature * $0.value * $0.value / 2 }.reduce(1, +)
      #expect(abs((length.loss ?? 0) - expected) < 1e-9)
      #expect(abs(length.distance - way * 85.0.squareRoot()) < 1e-12)
      // The gradient changes by the Hessian times the way: by −0.01·t·(1, 4, 16, 64).
      #expect(abs((length.gradientChange ?? 0) - way * 4369.0.squareRoot()) < 1e-9)
      // Rows (1, 4) and (16, 64) less their means are ±1.5 and ±24.
      #expect(abs((length.centralizedChange ?? 0) - way * 1156.5.squareRoot()) < 1e-9)
    }
    #expect(abs((point.smoothness ?? 0) - (4369.0 / 85).squareRoot()) < 1e-7)
    #expect(abs((point.centralizedSmoothness ?? 0) - (1156.5 / 85).squareRoot()) < 1e-7)
    #expect(point.highestLoss == point.lengths[0].loss && point.lowestLoss == point.lengths[4].loss)
    #expect(point.leastGradientChange == point.lengths[0].gradientChange)
    #expect(point.mostGradientChange == point.lengths[4].gradientChange)
    // Rows (1, 2) and (4, 8): their means hold 2·(1.5² + 6²) of 85.
    #expect(point.shares.map(\.name) == ["weight"])
    #expect(abs((point.shares.first?.share ?? 0) - 0.9) < 1e-9)
  }

  private static let models: [@Sendable () -> any Layer] = [
    { DropoutClassifier() }, { NormalizedClassifier() },
  ]

  /// Everything that the next steps depend on.
  private func state(_ trainer: Trainer) -> [(name: String, tensor: Tensor)] {
    trainer.model.stateDict + trainer.optimizer.state
      + trainer.model.namedGenerators.map { ($0.name, $0.value.state) }
  }

  @Test(arguments: [0, 1], [(1, nil), (2, nil), (1, 0.05)] as [(Int, Double?)])
  func leavesNoTrace(model: Int, setting: (accumulate: Int, radius: Double?)) throws {
    func make() -> Trainer {
      trainer(
        Self.models[model](), accumulate: setting.accumulate,
        schedule: { 1 / Double($0 + 1) }, sharpnessRadius: setting.radius)
    }
    let (plain, measured) = (make(), make())
    let probe = LandscapeProbe(measured, CentralizationMonitor(measured.optimizer), every: 2)
    let losses = try plain.run(7)
    var found: [Double] = []
    while found.count < 7 {
      if let steps = try probe.step() { found += steps.map(\.loss) } else { measured.finishEpoch() }
    }
    #expect(found == losses)
    #expect(measured.position == plain.position)
    let states = (state(plain), state(measured))
    #expect(states.0.map(\.name) == states.1.map(\.name))
    for (old, new) in zip(states.0, states.1) {
      #expect(isBitIdentical(old.tensor, new.tensor), "\(old.name)")
    }
    #expect(measured.model.parameters.allSatisfy { $0.grad == nil })
    #expect(probe.points.map(\.step) == [2, 4, 6])
    // What the step itself saw: the same batches, masks and statistics of the batch.
    #expect(probe.points.map(\.loss) == [1, 3, 5].map { losses[$0] })
  }

  @Test func theStepIsTheOneThatWasTaken() throws {
    let model = LinearClassifier()
    let trainer = trainer(model)
    let probe = LandscapeProbe(trainer, CentralizationMonitor(trainer.optimizer), every: 3)
    _ = try (probe.step(), probe.step())
    let before = NetworkState(of: model)
    _ = try probe.step()
    let point = try #require(probe.points.first)
    // To the rounding of the weights.
    #expect(abs(point.lengths[2].distance / before.distance - 1) < 1e-6)
    let batch = try #require(probe.batches.first)
    let loss = withoutGrad { batch.loss(of: model).item }
    #expect(abs((point.lengths[2].loss ?? 0) / loss - 1) < 1e-5)
  }

  @Test func aStepOfLengthZeroHasNoSmoothness() throws {
    let trainer = trainer(LinearClassifier(), schedule: { _ in 0 })
    let probe = LandscapeProbe(trainer, CentralizationMonitor(trainer.optimizer), every: 1)
    _ = try probe.step()
    let point = try #require(probe.points.first)
    #expect(point.smoothness == nil && point.mostGradientChange == 0)
    #expect(point.lowestLoss == point.loss && point.highestLoss == point.loss)
  }

  @Test func aLossThatIsNotFiniteFarAwayIsLeftOut() throws {
    let model = LinearClassifier()
    // A step so long that four times it leaves the range of float32.
    let trainer = trainer(model, schedule: { _ in 2e38 })
    let probe = LandscapeProbe(trainer, CentralizationMonitor(trainer.optimizer), every: 1)
    let loss = try probe.step()?.last?.loss
    let point = try #require(probe.points.first)
    #expect(point.loss == loss && point.lengths.count == 5)
    #expect(point.lengths.last?.loss == nil && point.lengths.last?.gradientChange == nil)
    #expect(point.highestLoss?.isFinite != false)
  }
}
