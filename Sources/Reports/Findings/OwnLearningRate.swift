import RunRecords
public import Statistics
import CentralizeOptions

/// Each arm at its own best learning rate, of the cells that differ in nothing else.
///
/// The rate is that of the best mean on validation examples after the last epoch; of equals the
/// first. Test examples have no say. Both arms have the same candidates: the cells in which all runs of both
/// finished.
public struct OwnLearningRate: Codable, Hashable, Sendable {
  /// What the cells have in common.
  public var settings: [Experiment.Setting]
  /// The learning rates to choose from.
  public var candidates: [Double]
  /// The reference at its best.
  public var reference: Choice
  /// The other arm at its best.
  public var other: Choice
  /// The result of the other arm less that of the reference, seed by seed; absent where they have no
  /// seed in common.
  public var difference: PairedDifference?

  /// The learning rate that an arm does best with.
  public struct Choice: Codable, Hashable, Sendable {
    /// The name of the arm.
    public var arm: String
    /// Its learning rate.
    public var learningRate: Double
    /// The means after the last epoch, under the names of their measures: that on validation
    /// examples, by which it was chosen, and the result.
    public var means: [String: Double]
    /// The standard deviation of the result; absent for one run.
    public var deviation: Double?
  }

  /// What can be said of a grid.
  public enum Finding: Codable, Hashable, Sendable {
    /// No two cells differ in the learning rate alone.
    case notVaried
    /// There are no validation images, and nothing is chosen by test images.
    case noValidation
    /// A choice for every group of cells and every arm beside the reference.
    case found([OwnLearningRate])
  }

  /// Looks for cells that differ in the learning rate alone.
  static func find(in experiment: Experiment) -> Finding {
    var groups: [[Experiment.Cell]] = []
    var known: [Experiment.Cell.Kind: [(rates: [Double?], group: Int)]] = [:]
    for cell in experiment.cells {
      let (kind, rates) = (cell.kind, cell.learningRates)
      if let index = known[kind]?.first(where: { $0.rates != rates })?.group {
        groups[index].append(cell)
      } else {
        known[kind, default: []].append((rates, groups.count))
        groups.append([cell])
      }
    }
    groups = groups.filter { $0.count > 1 }
    if groups.isEmpty { return .notVaried }
    let hasValidation = groups.joined().allSatisfy { cell in
      cell.arms.allSatisfy { $0.config.map { $0.images.validation > 0 } ?? false }
    }
    if !hasValidation { return .noValidation }
    return .found(
      groups.flatMap { cells in
        cells[0].arms.dropFirst().compactMap {
          OwnLearningRate(cells, other: $0.name, experiment.task)
        }
      })
  }

  private init?(_ cells: [Experiment.Cell], other: String, _ task: TaskDescription) {
    let complete = cells.compactMap { cell -> (Experiment.Arm, Experiment.Arm)? in
      guard let first = cell.arms.first, let second = cell.arm(other),
        first.isComplete, second.isComplete
      else { return nil }
      return (first, second)
    }
    guard let best = Self.best(complete.map(\.0), task),
      let otherBest = Self.best(complete.map(\.1), task)
    else { return nil }
    settings = cells[0].settings.filter { setting in
      cells.allSatisfy { $0.settings.contains(setting) }
    }
    candidates = complete.compactMap(\.0.config?.course.learningRate)
    (reference, self.other) = (best.choice, otherBest.choice)
    difference = PairedRuns(best.arm, otherBest.arm).differences(task.headline).map(
      PairedDifference.init)
  }

  private static func best(
    _ arms: [Experiment.Arm], _ task: TaskDescription
  ) -> (arm: Experiment.Arm, choice: Choice)? {
    let (choice, headline) = (task.choice, task.headline)
    var best: (arm: Experiment.Arm, choice: Choice)?
    for arm in arms {
      let statistics = ArmStatistics(arm, task)
      guard let rate = arm.config?.course.learningRate, let validation = statistics.summary(choice),
        let test = statistics.summary(headline)
      else { return nil }
      if let known = best?.choice.means[choice.rawValue],
        !task[choice].isBetter(validation.mean, than: known)
      {
        continue
      }
      best = (
        arm,
        Choice(
          arm: arm.name, learningRate: rate,
          means: [choice.rawValue: validation.mean, headline.rawValue: test.mean],
          deviation: test.deviation)
      )
    }
    return best
  }
}

extension OwnLearningRate.Choice {
  private enum CodingKeys: String, CodingKey { case arm, learningRate, deviation }

  /// Reads an object in which the means stand under their measures' names.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    arm = try container.decode(String.self, forKey: .arm)
    learningRate = try container.decode(Double.self, forKey: .learningRate)
    deviation = try container.decodeIfPresent(Double.self, forKey: .deviation)
    means = try .init(flatIn: decoder, beside: ["learningRate", "deviation"])
  }

  /// Writes what `init(from:)` reads.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(arm, forKey: .arm)
    try container.encode(learningRate, forKey: .learningRate)
    try container.encodeIfPresent(deviation, forKey: .deviation)
    try means.encodeFlat(to: encoder)
  }
}

extension Experiment.Arm {
  fileprivate var isComplete: Bool { !runs.isEmpty && finished.count == runs.count }
}

extension Experiment.Cell {
  /// What cells have in common that differ in the learning rate of their arms and in nothing else.
  fileprivate struct Kind: Hashable {
    var arms: [String]
    var configs: [RunConfiguration]
  }

  fileprivate var kind: Kind {
    let configs = arms.compactMap(\.config).map { config in
      var config = config
      config.course.learningRate = 0
      return config
    }
    return Kind(arms: arms.map(\.name), configs: configs)
  }

  fileprivate var learningRates: [Double?] { arms.map(\.config?.course.learningRate) }
}
