import TestSupport
import Testing
import Torch
import TorchData
import TorchNN
import TorchTraining

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

  @Test func doesNotDependOnTheBatch() throws {
    let model = LinearClassifier()
    let (whole, pieces) = (try evaluate(model, batchSize: 10), try evaluate(model, batchSize: 3))
    #expect(abs(whole.loss - pieces.loss) < 1e-6)
    #expect(whole.metrics == pieces.metrics)
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
