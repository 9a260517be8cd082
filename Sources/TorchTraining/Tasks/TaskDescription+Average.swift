import RunRecords

extension TaskDescription {
  /// The same with all metrics of the running mean of the weights too, behind those of the weights.
  ///
  /// What runs are compared by, and chosen by, stays that of the weights.
  var withAverage: TaskDescription {
    let averaged = (metrics + [loss]).map { metric in
      Metric(
        metric.name + Self.averageSuffix, title: "\(metric.title) of averaged weights",
        better: metric.better, unit: metric.unit, digits: metric.digits)
    }
    return TaskDescription(name: name, lossUnit: loss.unit, metrics: metrics + averaged)
  }

  /// What the names of metrics of averaged weights end in.
  fileprivate static let averageSuffix = "EMA"
}

extension Evaluation {
  /// This evaluation of the weights with another one, of their running mean.
  func beside(averaged: Evaluation) -> Evaluation {
    var all = metrics
    for (name, value) in averaged.metrics { all[name + TaskDescription.averageSuffix] = value }
    all["loss" + TaskDescription.averageSuffix] = averaged.loss
    return Evaluation(loss: loss, metrics: all, skipped: skipped, confusion: confusion)
  }
}
