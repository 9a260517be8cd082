import RunRecords
import Settings
import Testing

struct BestEvaluationTests {
  private func epochs(_ accuracies: [Double?]) -> [EpochMetrics] {
    accuracies.enumerated().map { index, accuracy in
      EpochMetrics(
        epoch: index + 1, step: 10 * (index + 1), trainLoss: 1,
        evaluated: accuracy.map { ["validationLoss": 1, "validationAccuracy": $0] } ?? [:],
        learningRate: 0.1, skippedImages: 0)
    }
  }

  private func endsEarly(_ accuracies: [Double?], patience: Int?) -> Bool {
    var plan = EvaluationPlan()
    plan.patience = patience
    return plan.endsEarly(after: epochs(accuracies), of: .classification)
  }

  @Test func aRunEndsWhenEvaluationsHaveNotBecomeBetter() {
    #expect(!endsEarly([0.5, 0.4, 0.5], patience: nil))
    // Of equals the first stays the best.
    #expect(endsEarly([0.5, 0.4, 0.5], patience: 2) && !endsEarly([0.5, 0.4, 0.5], patience: 3))
    #expect(!endsEarly([0.5, 0.4, 0.6], patience: 1) && !endsEarly([], patience: 1))
    // Epochs without an evaluation do not count, one without a number does.
    #expect(!endsEarly([0.5, nil, nil, 0.4], patience: 2))
    #expect(endsEarly([0.5, .nan, 0.4], patience: 2))
  }

  @Test func theBestIsRemembered() {
    var best: BestEvaluation?
    let taken = epochs([0.5, 0.4, 0.6, 0.6]).map { best.take($0, of: .classification) }
    #expect(taken == [true, false, true, false])
    #expect(best?.epoch == 3 && best?.value == 0.6 && best?.evaluationsSince == 1)
  }
}
