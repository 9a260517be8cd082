import RunRecords
import TestSupport
import Testing
import Torch
import TorchData
import TorchNN
@testable import TorchTraining

struct EvaluationTests {
  private let images = InMemoryImages.small(labels: (0..<10).map { $0 % 10 })

  private func evaluate(_ model: any Layer, batchSize: Int = 4) throws -> Evaluation {
    try Evaluation(of: model, on: images, smallPipeline, batchSize: batchSize)
  }

  @Test func isTheMeanOverAllImages() throws {
    let model = LinearClassifier()
    // Equal logits: the loss is that of guessing, and the first of the largest logits is class 0.
    for parameter in model.parameters { withoutGrad { parameter.fill(0) } }
    let evaluation = try evaluate(model)
    #expect(abs(evaluation.loss - 2.302585092994046) < 1e-6)
    #expect(evaluation.metrics == ["accuracy": 0.1])
  }

  @Test func ofMoreThanTenClassesTheFiveLikeliestCount() throws {
    #expect(TaskDescription.classification(classes: 10) == .classification)
    let task = TaskDescription.classification(classes: 11)
    #expect(task.headline.rawValue == "testAccuracy")
    // A run from before the five were counted goes on.
    #expect(TaskDescription.classification.isPart(of: task) && task.isPart(of: task))
    #expect(!task.isPart(of: .classification))
    #expect(
      task.recorded(on: .test).map(\.rawValue) == ["testLoss", "testAccuracy", "testTop5Accuracy"])
    let model = LinearClassifier()
    for parameter in model.parameters { withoutGrad { parameter.fill(0) } }
    let evaluation = try Evaluation(
      of: model, on: images, smallPipeline, batchSize: 4, measuring: task)
    // Of equal logits the first are the largest: those of classes 0 to 4.
    #expect(evaluation.metrics == ["accuracy": 0.1, "top5Accuracy": 0.5])
  }

  @Test(
    arguments: [
      ([9, 8, 7, 6, 5, 4, 3], 4, true), ([9, 8, 7, 6, 5, 4, 3], 5, false),
      ([1, 1, 1, 1, 1, 1, 1], 4, true), ([1, 1, 1, 1, 1, 1, 1], 5, false),
      ([0, 1, 2, 3, 4, 5, 6], 2, true), ([0, 1, 2, 3, 4, 5, 6], 1, false),
      ([.nan, .nan, .nan, .nan, .nan, 5, 6], 6, false), ([.nan, 1, 2, 3, 4, 5, 6], 3, true),
      ([.nan, 1, 2, 3, 4, 5, 6], 2, false), ([1, 2, .nan, 0, 0, 0, 0], 2, false),
      ([1, 2], 1, true),
    ] as [([Float], Int, Bool)])
  func aClassIsAmongTheFiveLikeliest(_ logits: [Float], _ label: Int, _ isRight: Bool) {
    let rows = Tensor(logits + logits, shape: [2, logits.count])
    let labels = Tensor([Int64(label), Int64(label)], shape: [2])
    #expect(rows.rightAmongFive(labels) == (isRight ? 2 : 0))
  }

  @Test func doesNotDependOnTheBatch() throws {
    let model = LinearClassifier()
    let (whole, pieces) = (try evaluate(model, batchSize: 10), try evaluate(model, batchSize: 3))
    #expect(abs(whole.loss - pieces.loss) < 1e-6)
    #expect(whole.metrics == pieces.metrics)
  }

  @Test func largeImagesComeInSmallBatches() throws {
    func size(_ side: Int, _ imageSize: Int? = nil, on device: Device = .cpu) -> Int {
      let image = InMemoryImages(
        pixels: [UInt8](repeating: 0, count: side * side), labels: [0],
        imageShape: ImageShape(channels: 1, height: side, width: side), classCount: 1)
      return EvaluationBatch.size(
        of: image,
        ImagePipeline(
          normalization: smallPipeline.normalization,
          crop: imageSize == nil ? .none : .center(resize: nil),
          imageSize: imageSize), on: device)
    }
    #expect([28, 32, 64, 96, 224].map { size($0) } == [500, 500, 125, 55, 10])
    #expect(size(28, 96) == 55 && size(28, 2000) == 1 && size(28, 2000, on: .cuda(0)) == 500)
    // 8 × 8 pixels become 512 × 512.
    let pipeline = ImagePipeline(
      normalization: smallPipeline.normalization, crop: .center(resize: nil), imageSize: 512)
    var batches: [Int] = []
    let pass = EvaluationPass { batch, _ in batches.append(batch) }
    _ = try Evaluation(
      of: Sequential(AdaptiveAvgPool2d([8, 8]), LinearClassifier()), on: images, pipeline, in: pass)
    #expect(batches.count == 10)
  }

  @Test func leavesRunningStatisticsAlone() throws {
    let model = NormalizedClassifier()
    try trainer(model).run(3)
    let before = model.stateDict.map { (name: $0.name, bytes: bytes(of: $0.tensor)) }
    let first = try evaluate(model)
    #expect(before.map(\.bytes) == model.stateDict.map { bytes(of: $0.tensor) })
    #expect(try evaluate(model) == first)
    // The statistics are used: others give another loss.
    withoutGrad { model.bn.runningMean.fill(9) }
    #expect(try evaluate(model).loss != first.loss)
  }

  @Test func dropsNothing() throws {
    let model = DropoutClassifier()
    #expect(try evaluate(model) == evaluate(model))
  }

  @Test(arguments: [true, false])
  func restoresTheMode(_ isTraining: Bool) throws {
    let model = NormalizedClassifier()
    model.setTraining(isTraining)
    _ = try evaluate(model)
    #expect(model.bn.isTraining == isTraining)
  }

  @Test func recordsNothingForABackwardPass() throws {
    let model = LinearClassifier()
    _ = try evaluate(model)
    #expect(model.parameters.allSatisfy { $0.grad == nil })
  }
}
