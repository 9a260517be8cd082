import RunRecords
import Settings

/// The best evaluation of a run on held-out examples, by the chief metric of its task.
public struct BestEvaluation: Codable, Hashable, Sendable {
  /// The epoch of it, from 1.
  public private(set) var epoch: Int
  /// The metric there.
  public private(set) var value: Double
  /// The evaluations since then, none of which was better.
  public private(set) var evaluationsSince = 0

  /// The first evaluation, after `epoch`.
  init(epoch: Int, value: Double) { (self.epoch, self.value) = (epoch, value) }

  /// Takes another evaluation; of equals the first stays the best.
  ///
  /// - Returns: whether it is the best now.
  mutating func take(_ value: Double?, epoch: Int, by metric: Metric) -> Bool {
    guard let value, metric.isBetter(value, than: self.value) else {
      evaluationsSince += 1
      return false
    }
    self = BestEvaluation(epoch: epoch, value: value)
    return true
  }

  /// Whether a training can be here.
  var isPossible: Bool {
    value.isFinite && Limits.counts.contains(epoch) && Limits.counts.contains(evaluationsSince)
  }
}

extension TrainingPosition {
  /// Takes what an epoch's evaluation found on held-out examples; without a finite number it is none that is better.
  ///
  /// - Returns: whether it is the best so far.
  mutating func take(_ metrics: EpochMetrics, of task: TaskDescription) -> Bool {
    let value = task.choice.value(of: metrics)
    guard best != nil else {
      best = value.map { BestEvaluation(epoch: metrics.epoch, value: $0) }
      return best != nil
    }
    return best?.take(value, epoch: metrics.epoch, by: task[task.choice]) ?? false
  }
}
