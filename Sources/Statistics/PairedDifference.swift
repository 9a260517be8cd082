/// What the differences of pairs say: the other arm less the reference, seed by seed.
public struct PairedDifference: Codable, Hashable, Sendable {
  /// The differences, in the order of the seeds.
  public var differences: [Double]
  /// Their mean.
  public var mean: Double
  /// Their standard deviation, with the count less one; absent for one pair.
  public var deviation: Double?
  /// Student's 95 % interval of the mean; absent for one pair, and where all differences are equal.
  public var student: Interval?
  /// The bootstrap's 95 % interval of the mean; absent as Student's.
  public var bootstrap: Interval?
  /// Whether there are enough pairs, ten, to rely on the bootstrap.
  public var bootstrapIsReliable: Bool
  /// The sign-flip test; absent for one pair.
  public var test: SignFlipTest?
  /// The p-value corrected for the number of tests of the same measure in the grid.
  public var correctedPValue: Double?
  /// The smallest difference that so many pairs, deviating like these, would show in 80 of 100
  /// experiments; absent where they do not deviate.
  public var smallestVisible: Double?
  /// What may be said.
  public var verdict: Verdict

  /// What may be said of a difference.
  public enum Verdict: String, Codable, Sendable {
    /// The other arm's number is larger.
    case higher
    /// The other arm's number is smaller.
    case lower
    /// The interval includes 0, or the corrected p-value is not below 0.05.
    case noDifferenceShown
    /// One pair says nothing of others.
    case notTested
    /// Not all runs of the experiment have ended, or not all seeds that were planned are there, so
    /// nothing is said before.
    case growing
  }

  /// The statistics of the differences of pairs, from one on, before any correction.
  public init(_ differences: [Double]) {
    let summary = MeanAndDeviation(differences)
    self.differences = differences
    (mean, deviation) = (summary.mean, summary.deviation)
    student = Interval.student(differences)
    bootstrap = Bootstrap.interval(differences)
    bootstrapIsReliable = differences.count >= Bootstrap.fewestReliable
    test = SignFlipTest(differences)
    correctedPValue = test?.pValue
    smallestVisible = Spread.deviation(differences).map {
      Power.smallestVisibleDifference(count: differences.count, deviation: $0)
    }
    verdict = .notTested
    verdict = judged()
  }

  /// The same with a p-value corrected for others, and the verdict that follows.
  package func corrected(_ pValue: Double) -> PairedDifference {
    var result = self
    result.correctedPValue = pValue
    result.verdict = result.judged()
    return result
  }

  /// The same without a verdict and what it would rest on, because more runs are to come.
  package var growing: PairedDifference {
    var result = self
    result.verdict = .growing
    (result.test, result.correctedPValue) = (nil, nil)
    return result
  }

  /// The same differences with their p-values corrected for how many are tested; the others stay.
  package static func corrected(_ differences: [PairedDifference?]) -> [PairedDifference?] {
    var result = differences
    let tested = differences.indices.filter { differences[$0]?.test != nil }
    let pValues = Holm.corrected(tested.compactMap { differences[$0]?.test?.pValue })
    for (index, pValue) in zip(tested, pValues) {
      result[index] = differences[index]?.corrected(pValue)
    }
    return result
  }

  private func judged() -> Verdict {
    guard let correctedPValue else { return .notTested }
    if correctedPValue >= Power.level || student?.contains(0) == true { return .noDifferenceShown }
    return mean > 0 ? .higher : .lower
  }
}
