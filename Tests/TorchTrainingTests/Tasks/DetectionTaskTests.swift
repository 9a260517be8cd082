import CentralizeOptions
import Coco
import RunRecords
import Settings
import TestSupport
import Testing
import Torch
import TorchData
import TorchDetection
import TorchNN
import TorchOptimizers

@testable import TorchTraining

/// Training and measuring a detector.
@Suite struct DetectionTaskTests {
  init() { Runtime.threads = 1 }

  private func trainer(_ task: DetectionTask, seed: UInt64) throws -> Trainer {
    let network = task.makeNetwork(for: try configuration())
    let sgd = SGD(momentum: 0.9, centralization: Centralization())
    return Trainer(
      network, Optimizer(network.namedParameters, learningRate: 0.02, sgd), task,
      schedule: constantSchedule(), seed: seed)
  }

  @Test(arguments: [false, true]) func trainsAndIsMeasured(masks: Bool) throws {
    let task = try DetectionTask.small(masks: masks)
    let trainer = try trainer(task, seed: 0)
    let before = try #require(try evaluate(trainer))
    #expect(try trainer.run(2).allSatisfy { $0.isFinite })
    let after = try #require(try evaluate(trainer))
    #expect(Set(after.metrics.keys) == Set(task.about.metrics.map(\.name)))
    let parts = after.metrics.filter { $0.key.hasSuffix("Loss") }
    #expect(parts.count == (masks ? 5 : 4) && parts.values.allSatisfy { $0.isFinite })
    #expect(near(parts.values.reduce(0, +), after.loss) && after.loss != before.loss)
    #expect(after.metrics["AP"].map { (0...1).contains($0) } == true)
    // What is learned from in an evaluation does not depend on what was drawn before.
    #expect(try evaluate(trainer)?.loss == after.loss)
    #expect(try task.evaluate(trainer.model, on: .validation, in: EvaluationPass()) == nil)
  }

  private func evaluate(_ trainer: Trainer) throws -> TorchTraining.Evaluation? {
    try trainer.model.evaluating {
      try trainer.task.evaluate(trainer.model, on: .test, in: EvaluationPass())
    }
  }

  /// Anchors and proposals are drawn by the seed, the step and the micro-batch alone.
  @Test func drawsByTheSeedOfTheRun() throws {
    let losses = try [UInt64(1), 1, 2].map { seed in
      try trainer(.small(masks: false, shuffle: false), seed: seed).run(2)
    }
    #expect(losses[0] == losses[1] && losses[0][0] != losses[2][0])
    let resumed = try trainer(.small(masks: false, shuffle: false), seed: 1)
    resumed.position.step = 7
    #expect(try resumed.step() != losses[0][0])
  }

  /// A detector that finds all there is, as its network says it in the batch's pixels.
  @Test(arguments: DetectionConvention.allCases)
  func aPerfectDetectorHasTheWholePrecision(_ convention: DetectionConvention) throws {
    let scenes = SyntheticGarments.small(.test, count: 6)
    let reading = FoundObjects.Reading(scenes.categories, convention)
    let labels = scenes.categories.labels(by: convention)
    let extent = convention == .paper ? 1.0 : 0
    let found = (0..<6).map { index in
      let example = scenes.example(at: index, masks: true)
      let objects = example.objects.filter { !$0.isCrowd }
      let corners = objects.flatMap { object in
        // Twice as large in the batch.
        [
          object.box.x, object.box.y, object.box.x + object.box.width - extent,
          object.box.y + object.box.height - extent,
        ].map { 2 * $0 }
      }
      let detections = Detections(
        boxes: Tensor(corners, shape: [objects.count, 4]),
        scores: Tensor(objects.indices.map { 1 - 0.01 * Double($0) }),
        labels: Tensor(objects.map { labels[$0.category] }),
        masks: .ones([objects.count, 28, 28], dtype: .float64))
      return FoundObjects(
        detections, in: example, of: PixelSize(width: 128, height: 128), reading)
    }
    let metrics = try DetectionTruth(scenes, masks: false).metrics(of: found)
    for name in ["AP", "AP50", "AP75"] { #expect(near(metrics[name], 1), "\(name)") }
    for object in found.flatMap(\.objects) {
      let mask = try #require(object.mask)
      // Its corners are cut to whole pixels, as torchvision does.
      #expect(abs(mask.box.width - object.box.width) <= 2, "\(mask.box) \(object.box)")
      #expect(abs(mask.box.x - object.box.x) <= 2 && abs(mask.box.y - object.box.y) <= 2)
    }
  }

  /// Of labels that no category has, nothing is told.
  @Test func labelsBetweenCategoriesAreLeftOut() throws {
    let categories = DetectionCategories([
      .init(id: .number(3), name: "a"), .init(id: .number(7), name: "b"),
    ])
    let example = DetectionExample(
      index: 4, imageID: .number(1), size: PixelSize(width: 8, height: 8), objects: [])
    let detections = Detections(
      boxes: Tensor([0, 0, 2, 3, 0, 0, 4, 4, 1, 1, 3, 3] as [Float], shape: [3, 4]),
      scores: Tensor([0.5, 0.25, 0.125] as [Float]), labels: Tensor([7, 5, 3]))
    let found = FoundObjects(
      detections, in: example, of: example.size, .init(categories, .torchvision))
    #expect(found.image == 4 && found.objects.map(\.category) == [1, 0])
    #expect(found.objects.map(\.score) == [0.5, 0.125])
    #expect(found.objects[0].box.width == 2 && found.objects[0].box.height == 3)
  }
}
