import CentralizeOptions
import RunRecords
import Statistics

extension ResultTables {
  static let differenceColumns: [Table.Column] = [
    .init("seeds", .number), .init("difference", .spread), .init("verdict", .text),
    .init("95 % interval, t", .interval),
    .init("95 % interval, bootstrap", .interval), .init("p", .number),
    .init("lowest p possible", .number), .init("p, corrected", .number),
    .init("smallest visible", .number),
  ]

  var differenceNotes: [String] {
    [
      "p by the two-sided sign-flip test of the pairs, corrected by Holm over all comparisons of the "
        + "same measure in the grid; beside it the lowest that so many seeds can give.",
      "The bootstrap interval is bias-corrected and accelerated; †: not reliable, because of fewer than "
        + "\(Bootstrap.fewestReliable) seeds.",
      "The smallest visible difference is what so many seeds, deviating like these, would show in 80 "
        + "of 100 experiments at the level 5 %.",
      task.metrics.contains(where: \.isPercent)
        ? "Differences of percentages are in percentage points." : nil,
    ].compactMap { $0 }
  }

  static func row(_ metric: Metric, _ difference: PairedDifference) -> [Table.Value] {
    func significant(_ value: Double?) -> Table.Value { value.map { .significant($0) } ?? .missing }
    return [
      .text(metric.columnTitle), .count(difference.differences.count),
      metric.spread(difference.mean, difference.deviation, isSigned: true),
      .text(difference.verdict.words), metric.interval(difference.student),
      metric.interval(difference.bootstrap, isReliable: difference.bootstrapIsReliable),
      significant(difference.test?.pValue), significant(difference.test?.lowestPValue),
      significant(difference.correctedPValue), metric.value(difference.smallestVisible),
    ]
  }

  /// How many epochs it takes to reach a level, by cell and pair of arms.
  package var speed: Table { speed(inSeconds: false) }

  func speed(inSeconds: Bool) -> Table {
    let unit = inSeconds ? "seconds" : "epochs"
    var rows: [[Table.Value]] = []
    for (cell, numbers) in zip(experiment.cells, statistics.cells) {
      for pair in numbers.pairs {
        for reached in inSeconds ? pair.secondsToLevel : pair.epochsToLevel {
          rows.append([.text(cell.label)] + row(reached, of: pair))
        }
      }
    }
    return Table(
      caption: "\(inSeconds ? "Seconds of training" : "Epochs") until a curve reaches a level",
      columns: [
        .init("experiment", .text), .init("arms", .text), .init("measure", .text),
        .init("level", .number), .init("which", .text), .init("\(unit), reference", .number),
        .init("\(unit), other", .number), .init("speed-up", .number),
        .init("reference runs there", .text), .init("other runs there", .text),
        .init("speed-up, run by run", .number),
      ], rows: rows,
      notes: [
        "The curves are the means over the seeds, and the speed-up is how many times sooner that of the "
          + "other arm gets there. Between the ends of two epochs a curve is taken for straight; what is reached in the first "
          + "epoch counts as reached at its end. The \(task[.trainLoss].title) is the mean over an epoch.",
        "Run by run: the geometric mean over the pairs, where both runs of each get there; else how many "
          + "pairs do, as those alone would say how fast the best runs are.",
      ])
  }

  private func row(_ reached: LevelReached, of pair: PairStatistics) -> [Table.Value] {
    func number(_ value: Double?) -> Table.Value {
      value.map { .number($0, digits: 2) } ?? .text("never")
    }
    func ratio(_ value: Double?) -> Table.Value { value.map { .number($0, digits: 3) } ?? .missing }
    func count(_ times: [Double?]) -> Table.Value {
      .text("\(times.count { $0 != nil }) of \(times.count)")
    }
    return [
      .text("\(pair.other) against \(pair.reference)"), .text(task[reached.measure].columnTitle),
      task[reached.measure].spread(reached.level, nil),
      .text(reached.isReferenceEnd ? "where \(pair.reference.asNoun) ends" : "as asked for"),
      number(reached.referenceMean), number(reached.otherMean), ratio(reached.speedUpOfMeans),
      count(reached.reference), count(reached.other),
      reached.speedUp.map { .number($0, digits: 3) }
        ?? .text("\(reached.pairsThere) of \(reached.reference.count) arrive"),
    ]
  }
}

extension PairedDifference.Verdict {
  var words: String {
    switch self {
    case .higher: "higher"
    case .lower: "lower"
    case .noDifferenceShown: "no difference shown"
    case .notTested: "one seed: not tested"
    case .growing: "growing: not final"
    }
  }
}
