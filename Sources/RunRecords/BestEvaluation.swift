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
  package init(epoch: Int, value: Double) { (self.epoch, self.value) = (epoch, value) }

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
  package var isPossible: Bool {
    value.isFinite && Limits.counts.contains(epoch) && Limits.counts.contains(evaluationsSince)
  }
}

extension BestEvaluation? {
  /// Takes what an epoch's evaluation found on held-out examples; without a finite number it is none that is better.
  ///
  /// - Returns: whether it is the best so far.
  package mutating func take(_ metrics: EpochMetrics, of task: TaskDescription) -> Bool {
    let value = task.choice.value(of: metrics)
    guard self != nil else {
      self = value.map { BestEvaluation(epoch: metrics.epoch, value: $0) }
      return self != nil
    }
    return self?.take(value, epoch: metrics.epoch, by: task[task.choice]) ?? false
  }
}

extension EvaluationPlan {
  /// Whether a training ends here, as none has been better than the best evaluation for as long as ``patience`` says.
  package func endsEarly(since best: BestEvaluation?) -> Bool {
    guard let patience, let best else { return false }
    return best.evaluationsSince >= patience
  }

  /// Whether a training ends early after these epochs.
  package func endsEarly(after epochs: [EpochMetrics], of task: TaskDescription) -> Bool {
    if patience == nil { return false }
    var best: BestEvaluation?
    for epoch in epochs where !epoch.evaluated.isEmpty { _ = best.take(epoch, of: task) }
    return endsEarly(since: best)
  }
}
