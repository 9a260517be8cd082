public import RunRecords
import CentralizeOptions

/// What the comparison of an arm with the reference of its cell came to.
public struct PairStatistics: Codable, Hashable, Sendable {
  /// The name of the arm that is subtracted.
  public var reference: String
  /// The name of the arm that it is subtracted from.
  public var other: String
  /// The seeds that both arms finished; nothing is said without one.
  public var seeds: [UInt64]
  /// The differences after the last epoch.
  public var measures: [Difference]
  /// The differences of the training loss by epoch.
  public var trainLossByEpoch: [EpochEffect]
  /// How many epochs the arms take to reach a level.
  public var epochsToLevel: [LevelReached]
  /// How many seconds of training; no part of the JSON, which is free of times.
  public var secondsToLevel: [LevelReached] = []

  private enum CodingKeys: String, CodingKey {
    case reference, other, seeds, measures, trainLossByEpoch, epochsToLevel
  }

  /// The difference of a number.
  public struct Difference: Codable, Hashable, Sendable {
    /// Which number.
    public var measure: Measure
    /// What the differences say.
    public var difference: PairedDifference
  }

  /// The difference of the training loss in one epoch.
  public struct EpochEffect: Codable, Hashable, Sendable {
    /// The number of the epoch, from 1.
    public var epoch: Int
    /// The mean of the differences.
    public var mean: Double
    /// Their standard deviation; absent for one pair.
    public var deviation: Double?
    /// Student's 95 % interval, for this epoch alone; absent as in `PairedDifference`.
    public var student: Interval?
  }

  /// A level to be reached that was asked for.
  public struct Level: Codable, Hashable, Sendable {
    /// Of which number.
    public var measure: Measure
    /// The level: a loss, or a number such as an accuracy in [0, 1].
    public var value: Double

    /// A level of a number.
    public init(_ measure: Measure, _ value: Double) {
      (self.measure, self.value) = (measure, value)
    }
  }

  /// The statistics of two arms, before any correction.
  init(
    _ reference: Experiment.Arm, _ other: Experiment.Arm, _ task: TaskDescription, levels: [Level]
  ) {
    let pairs = PairedRuns(reference, other)
    (self.reference, self.other, seeds) = (reference.name, other.name, pairs.seeds)
    measures = task.compared.compactMap { measure in
      pairs.differences(measure).map {
        Difference(measure: measure, difference: PairedDifference($0))
      }
    }
    trainLossByEpoch = (0..<pairs.commonEpochs).compactMap { index in
      guard let differences = pairs.differences(.trainLoss, epoch: index) else { return nil }
      let summary = MeanAndDeviation(differences)
      return EpochEffect(
        epoch: pairs.reference[0].epochs[index].epoch, mean: summary.mean,
        deviation: summary.deviation, student: Interval.student(differences))
    }
    func reached(inSeconds: Bool) -> [LevelReached] {
      func reached(_ measure: Measure, _ level: Double?) -> LevelReached? {
        pairs.reached(
          measure, level: level, isRising: task[measure].better == .more, inSeconds: inSeconds)
      }
      return [.trainLoss, task.headline].compactMap { reached($0, nil) }
        + levels.compactMap { reached($0.measure, $0.value) }
    }
    epochsToLevel = reached(inSeconds: false)
    secondsToLevel = reached(inSeconds: true)
  }

  /// What the differences of a measure say; `nil` without a pair.
  public subscript(measure: Measure) -> PairedDifference? {
    measures.first { $0.measure == measure }?.difference
  }
}
