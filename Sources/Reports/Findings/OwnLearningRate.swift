import Statistics
import CentralizeOptions

/// Each arm at its own best learning rate, of the cells that differ in nothing else.
///
/// The rate is that of the highest mean validation accuracy after the last epoch; of equals the
/// first. Test images have no say. Both arms have the same candidates: the cells in which all runs of both
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
  /// The test accuracy of the other arm less that of the reference, seed by seed; absent where they
  /// have no seed in common.
  public var difference: PairedDifference?

  /// The learning rate that an arm does best with.
  public struct Choice: Codable, Hashable, Sendable {
    /// The name of the arm.
    public var arm: String
    /// Its learning rate.
    public var learningRate: Double
    /// The mean validation accuracy, by which it was chosen.
    public var validationAccuracy: Double
    /// The mean test accuracy after the last epoch.
    public var testAccuracy: Double
    /// Its standard deviation; absent for one run.
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
    for cell in experiment.cells {
      if let index = groups.firstIndex(where: { $0[0].isAtOtherRate(cell) }) {
        groups[index].append(cell)
      } else {
        groups.append([cell])
      }
    }
    groups = groups.filter { $0.count > 1 }
    if groups.isEmpty { return .notVaried }
    let hasValidation = groups.joined().allSatisfy { cell in
      cell.arms.allSatisfy { $0.config.validation > 0 }
    }
    if !hasValidation { return .noValidation }
    return .found(
      groups.flatMap { cells in
        cells[0].arms.dropFirst().compactMap { OwnLearningRate(cells, other: $0.name) }
      })
  }

  private init?(_ cells: [Experiment.Cell], other: String) {
    let complete = cells.compactMap { cell -> (Experiment.Arm, Experiment.Arm)? in
      guard let first = cell.arms.first, let second = cell.arm(other),
        first.isComplete, second.isComplete
      else { return nil }
      return (first, second)
    }
    guard let best = Self.best(complete.map(\.0)), let otherBest = Self.best(complete.map(\.1))
    else { return nil }
    settings = cells[0].settings.filter { setting in
      cells.allSatisfy { $0.settings.contains(setting) }
    }
    candidates = complete.map(\.0.config.learningRate)
    (reference, self.other) = (best.choice, otherBest.choice)
    difference = PairedRuns(best.arm, otherBest.arm).differences(.testAccuracy).map(
      PairedDifference.init)
  }

  private static func best(
    _ arms: [Experiment.Arm]
  ) -> (arm: Experiment.Arm, choice: Choice)? {
    var best: (arm: Experiment.Arm, choice: Choice)?
    for arm in arms {
      let statistics = ArmStatistics(arm)
      guard let validation = statistics.summary(.validationAccuracy),
        let test = statistics.summary(.testAccuracy)
      else { return nil }
      if let best, best.choice.validationAccuracy >= validation.mean { continue }
      best = (
        arm,
        Choice(
          arm: arm.name, learningRate: arm.config.learningRate, validationAccuracy: validation.mean,
          testAccuracy: test.mean, deviation: test.deviation)
      )
    }
    return best
  }
}

extension Experiment.Arm {
  /// Whether there are runs and all of them finished.
  fileprivate var isComplete: Bool { !runs.isEmpty && finished.count == runs.count }
}

extension Experiment.Cell {
  /// Whether another cell differs in the learning rate of its arms and in nothing else.
  fileprivate func isAtOtherRate(_ other: Experiment.Cell) -> Bool {
    func fixed(_ cell: Experiment.Cell) -> [RunConfiguration] {
      cell.arms.map { arm in
        var config = arm.config
        config.learningRate = 0
        return config
      }
    }
    return arms.map(\.name) == other.arms.map(\.name) && fixed(self) == fixed(other)
      && arms.map(\.config.learningRate) != other.arms.map(\.config.learningRate)
  }
}
