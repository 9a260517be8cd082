import RunRecords
import Settings

extension TrainingLoop {
  /// Whether there is nothing left to do: all steps are made, or evaluations have no longer become better for as long as
  /// the options say.
  var hasEnded: Bool {
    isAtItsEnd || configuration.evaluation.endsEarly(since: trainer.position.best)
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
    return trainer.position.best.take(metrics, of: about) && evaluation.keepsBest
  }
}
