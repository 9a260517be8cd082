import CentralizeOptions
import RunRecords
import Statistics

/// Statistics in words, as plain text.
struct Wording {
  let statistics: ExperimentStatistics
  /// The number of tests that a p-value of the headline is corrected for.
  private let testCount: Int

  init(statistics: ExperimentStatistics) {
    self.statistics = statistics
    testCount = statistics.tests(of: statistics.task.headline)
  }

  private var task: TaskDescription { statistics.task }
  private var headline: Metric { task[task.headline] }

  /// What the whole experiment shows, in a sentence.
  var summary: String {
    let pairs = statistics.cells.flatMap(\.pairs)
    let verdicts = pairs.compactMap { $0[task.headline]?.verdict }
    if verdicts.isEmpty { return "No pair of runs is finished yet." }
    if statistics.isGrowing {
      return statistics.seedsToCome > 0
        ? "Of \(statistics.seedHistory?.planned ?? 0) planned seeds \(statistics.seedsToCome) are still "
          + "to come: nothing is claimed before all are there."
        : "Growing: not all runs have ended, so nothing is claimed yet."
    }
    if verdicts.count == 1, let pair = pairs.first(where: { $0[task.headline] != nil }) {
      return verdict(verdicts[0], pair)
    }
    func count(_ verdict: PairedDifference.Verdict) -> Int { verdicts.count { $0 == verdict } }
    let tested = verdicts.count - count(.notTested)
    if tested == 0 { return "One seed each: nothing can be said of other seeds." }
    let shown = [
      (count(.higher), "a higher \(headline.title)"), (count(.lower), "a lower \(headline.title)"),
    ].filter { $0.0 > 0 }.map { "\($0.0) show \($0.1)" }
    if shown.isEmpty { return "No difference shown in any of \(tested) comparisons." }
    let rest = count(.noDifferenceShown)
    return "Of \(tested) comparisons, "
      + (shown + ["in \(rest) no difference is shown"]).joined(separator: ", ") + "."
  }

  func verdict(_ verdict: PairedDifference.Verdict, _ pair: PairStatistics) -> String {
    let title = headline.title.capitalizedFirst
    return switch verdict {
    case .higher: "\(title) is higher \(pair.other.asCondition) than \(pair.reference.asCondition)."
    case .lower: "\(title) is lower \(pair.other.asCondition) than \(pair.reference.asCondition)."
    case .noDifferenceShown: "No difference shown."
    case .notTested: "One seed: nothing can be said of other seeds."
    case .growing:
      "Growing: nothing is claimed before all "
        + (statistics.seedsToCome > 0 ? "planned seeds are there." : "runs have ended.")
    }
  }

  func result(_ pair: PairStatistics) -> (verdict: String, grounds: [String]) {
    guard let difference = pair[task.headline] else {
      return (
        "Nothing to compare.",
        ["No seed is finished in both arms, \(pair.other.asNoun) and \(pair.reference.asNoun)."]
      )
    }
    let seeds = difference.differences.count
    let first =
      "\(headline.title.capitalizedFirst) after the last epoch, \(pair.other.asNoun) less \(pair.reference.asNoun): "
      + "\(points(difference.mean)) over \(seeds) \(seeds == 1 ? "seed" : "seeds")"
    if difference.verdict == .growing {
      return (verdict(difference.verdict, pair), [first + " so far."])
    }
    let grounds = [
      first + intervals(difference) + ".", tests(difference), visible(difference),
    ].compactMap { $0 }
    return (verdict(difference.verdict, pair), grounds)
  }

  private func intervals(_ difference: PairedDifference) -> String {
    guard let student = difference.student, let bootstrap = difference.bootstrap else {
      return difference.differences.count > 1
        ? "; all seeds have the same difference, so there is no interval" : ""
    }
    let note =
      difference.bootstrapIsReliable
      ? "" : ", which is not reliable below \(Bootstrap.fewestReliable) seeds"
    return
      "; 95 % interval \(range(student, headline)) by Student's t, \(range(bootstrap, headline)) by the bootstrap"
      + note
  }

  private func tests(_ difference: PairedDifference) -> String? {
    guard let test = difference.test, let corrected = difference.correctedPValue else { return nil }
    let tests = testCount
    let kind = test.isExact ? "exact sign-flip test" : "sign-flip test (patterns drawn at random)"
    var text =
      "By the \(kind) p = \(Table.Value.significant(test.pValue)); with so many seeds it cannot be "
      + "lower than \(Table.Value.significant(test.lowestPValue))"
    if tests > 1 {
      text +=
        ". Corrected by Holm over the \(tests) comparisons of the grid it is "
        + Table.Value.significant(corrected)
    }
    if let looks = statistics.seedHistory?.looks, !looks.isEmpty {
      let count = looks.count + 1
      text +=
        ". Seeds were added after the results of \(looks.map(String.init).joined(separator: " and of ")) "
        + "had been seen: with \(count) looks a difference that is not there comes out more often than p says, and "
        + "\(count) times as large, at most \(Table.Value.significant(min(1, Double(count) * corrected))), it would "
        + "be safe"
    }
    if Double(tests) * test.lowestPValue >= Power.level {
      text += ". Whatever came out, so few seeds could not have shown a difference at the level 5 %"
    }
    return text + "."
  }

  private func visible(_ difference: PairedDifference) -> String? {
    guard let visible = difference.smallestVisible else { return nil }
    return "So many seeds, deviating like these, would show a difference of "
      + "\(points(visible, isSigned: false)) or more in 80 of 100 experiments (paired t-test, level "
      + "5 %, not corrected)."
  }

  /// How much sooner a level is reached; `unit` is epochs, or seconds of training.
  func speed(_ reached: LevelReached, _ pair: PairStatistics, unit: String) -> String {
    let metric = task[reached.measure]
    let level = shown(reached.level, metric, isSigned: false) + (metric.isPercent ? " %" : "")
    let origin =
      reached.isReferenceEnd
      ? ", where the mean of \(pair.reference.asNoun) ends" : ", as asked for"
    func time(_ value: Double?) -> String {
      value.map { "after \(Table.Value.fixed($0, 2, false)) \(unit)" } ?? "never"
    }
    var text =
      "The \(metric.title) of \(level)\(origin), is reached by the mean curve of "
      + "\(pair.other.asNoun) \(time(reached.otherMean)), by that of \(pair.reference.asNoun) "
      + time(reached.referenceMean)
    if let ratio = reached.speedUpOfMeans {
      text += ": a speed-up of \(Table.Value.fixed(ratio, 2, false))"
    }
    let (first, second) = (reached.reference.count { $0 != nil }, reached.other.count { $0 != nil })
    return text
      + ". Run by run, \(first) of \(reached.reference.count) runs of \(pair.reference.asNoun) and "
      + "\(second) of \(reached.other.count) of \(pair.other.asNoun) get there"
      + (reached.speedUp.map {
        "; run by run the speed-up is \(Table.Value.fixed($0, 2, false))"
      }
        ?? "; both do in \(reached.pairsThere) of \(reached.reference.count) pairs, so there is no speed-up run by run")
      + "."
  }

  /// What the gap between test and training loss does.
  func gap(_ pair: PairStatistics) -> String? {
    guard let difference = pair[.lossGap] else { return nil }
    let interval = difference.student.map { interval in
      " (95 % interval \(range(interval, task.loss)))"
    }
    let verdict =
      switch difference.verdict {
      case .higher: "the gap is wider \(pair.other.asCondition)"
      case .lower: "the gap is narrower \(pair.other.asCondition)"
      case .noDifferenceShown: "no difference shown"
      case .notTested: "one seed, not tested"
      case .growing: "growing, not final"
      }
    return "Test loss less training loss, \(pair.other.asNoun) less \(pair.reference.asNoun): "
      + "\(shown(difference.mean, task.loss))\(interval ?? ""): \(verdict)."
  }

  private func points(_ value: Double, isSigned: Bool = true) -> String {
    let unit = headline.isPercent ? "percentage points" : headline.unit
    return shown(value, headline, isSigned: isSigned) + (unit.isEmpty ? "" : " " + unit)
  }

  private func range(_ interval: Interval, _ metric: Metric) -> String {
    "\(shown(interval.low, metric)) to \(shown(interval.high, metric))"
  }

  private func shown(_ value: Double, _ metric: Metric, isSigned: Bool = true) -> String {
    Table.Value.fixed(value * metric.scale, metric.digits, isSigned)
  }
}
