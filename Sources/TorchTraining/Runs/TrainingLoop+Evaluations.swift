import RunRecords
import Settings

extension TrainingLoop {
  /// Whether there is nothing left to do: all steps are made, or evaluations have no longer become better for as long as
  /// the options say.
  var hasEnded: Bool { isAtItsEnd || hasStoppedEarly }

  private var hasStoppedEarly: Bool {
    guard let patience = configuration.evaluation.patience, let best = trainer.position.best else {
      return false
    }
    return best.evaluationsSince >= patience
  }

  /// Has what follows from evaluations on held-out examples follow from that of an epoch, if there was one.
  ///
  /// - Returns: whether the weights are to be kept as the best so far.
  func take(_ metrics: EpochMetrics) -> Bool {
    if metrics.evaluated.isEmpty { return false }
    let loss = Measure(about.loss, on: .validation).value(of: metrics)
    trainer.evaluated(loss: loss ?? .nan)
    let evaluation = configuration.evaluation
    guard evaluation.keepsBest || evaluation.patience != nil else { return false }
    return trainer.position.take(metrics, of: about) && evaluation.keepsBest
  }
}
