import CentralizeOptions
public import RunRecords
import Statistics

/// The statistics of an experiment: the file `statistics.json`.
///
/// In each cell every arm is compared with the first. P-values are corrected over all comparisons of
/// the grid, for each measure by itself. The result is the task's headline after the last epoch.
public struct ExperimentStatistics: Codable, Hashable, Sendable {
  /// The format of the file.
  public private(set) var formatVersion = 1
  /// The name of the experiment.
  public var name: String
  /// What the runs measured.
  public var task: TaskDescription
  /// The cells, in the order of the grid.
  public var cells: [Cell]
  /// Each arm at its own best learning rate.
  public var ownLearningRates: OwnLearningRate.Finding
  /// How the number of seeds came about.
  public var seedHistory: SeedHistory?

  /// The statistics of a cell.
  public struct Cell: Codable, Hashable, Sendable {
    /// The name of the cell.
    public var name: String
    /// What sets it apart.
    public var settings: [Experiment.Setting]
    /// Its arms.
    public var arms: [ArmStatistics]
    /// Its comparisons with the first arm.
    public var pairs: [PairStatistics]
  }

  /// The statistics of an experiment.
  ///
  /// - Parameters:
  ///   - experiment: What came out.
  ///   - levels: Levels to be reached, beside those that the reference ends at.
  public init(_ experiment: Experiment, levels: [PairStatistics.Level] = []) {
    let task = experiment.task
    (name, self.task) = (experiment.name, task)
    cells = experiment.cells.map { cell in
      Cell(
        name: cell.name, settings: cell.settings, arms: cell.arms.map { ArmStatistics($0, task) },
        pairs: cell.arms.dropFirst().map { PairStatistics(cell.arms[0], $0, task, levels: levels) })
    }
    ownLearningRates = OwnLearningRate.find(in: experiment)
    seedHistory = experiment.seedHistory
    correctOverTheGrid()
    correctOwnLearningRates()
    if isGrowing { withholdVerdicts() }
  }

  /// Whether some runs have not ended, or planned seeds are not there, so that all numbers may still change.
  public var isGrowing: Bool {
    seedsToCome > 0 || cells.flatMap(\.arms).contains { $0.unfinished > 0 }
  }

  /// How many seeds that were planned are not there.
  var seedsToCome: Int {
    guard let planned = seedHistory?.planned else { return 0 }
    let fewest = cells.flatMap(\.arms).map { $0.seeds.count + $0.failures.count + $0.unfinished }
      .min()
    return max(0, planned - (fewest ?? 0))
  }

  /// The number of tests that a p-value of a measure is corrected for.
  public func tests(of measure: Measure) -> Int {
    cells.flatMap(\.pairs).count { $0[measure]?.test != nil }
  }

  private mutating func correctOverTheGrid() {
    for measure in task.compared {
      var places: [(cell: Int, pair: Int, measure: Int)] = []
      var pValues: [Double] = []
      for (c, cell) in cells.enumerated() {
        for (p, pair) in cell.pairs.enumerated() {
          for (m, entry) in pair.measures.enumerated() where entry.measure == measure {
            guard let test = entry.difference.test else { continue }
            places.append((c, p, m))
            pValues.append(test.pValue)
          }
        }
      }
      for (place, corrected) in zip(places, Holm.corrected(pValues)) {
        let difference = cells[place.cell].pairs[place.pair].measures[place.measure].difference
        cells[place.cell].pairs[place.pair].measures[place.measure].difference =
          difference.corrected(corrected)
      }
    }
  }

  /// Who looks again and again until a test comes out as wished has not tested: verdicts wait for all.
  private mutating func withholdVerdicts() {
    for c in cells.indices {
      for p in cells[c].pairs.indices {
        for m in cells[c].pairs[p].measures.indices {
          cells[c].pairs[p].measures[m].difference =
            cells[c].pairs[p].measures[m].difference.growing
        }
      }
    }
    guard case .found(var rates) = ownLearningRates else { return }
    for index in rates.indices { rates[index].difference = rates[index].difference?.growing }
    ownLearningRates = .found(rates)
  }

  private mutating func correctOwnLearningRates() {
    guard case .found(var rates) = ownLearningRates else { return }
    let corrected = PairedDifference.corrected(rates.map(\.difference))
    for (index, difference) in corrected.enumerated() { rates[index].difference = difference }
    ownLearningRates = .found(rates)
  }
}
