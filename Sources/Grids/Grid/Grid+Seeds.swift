import CentralizeOptions
import Reports
package import Settings

extension Grid {
  /// The grid with a plan of how many seeds there will be.
  ///
  /// - Throws: `OptionsError` for fewer than there are.
  package func planned(_ count: Int?) throws(OptionsError) -> Grid {
    guard let count else { return self }
    guard count >= seeds.count else {
      throw .outOfRange(
        .plannedSeeds, expected: "at least the \(seeds.count) seeds that are run now",
        found: "\(count)")
    }
    var planned = self
    planned.seedHistory = SeedHistory(planned: count)
    return planned
  }

  /// The grid with so many more seeds, which follow the largest.
  func adding(_ count: Int, _ history: SeedHistory?) throws(OptionsError) -> Grid {
    let largest = seeds.max() ?? 0
    guard largest <= Start.largestSeed - UInt64(count) else {
      throw .outOfRange(
        .seeds, expected: "so many that the last can be", found: "\(seeds.count + count)")
    }
    var longer = self
    longer.seeds += (1...UInt64(count)).map { largest + $0 }
    longer.seedHistory = history
    return longer
  }
}

extension GridFolder {
  /// Checks that a plan given again is the one that was made before the first result.
  package func checkPlanned(_ count: Int?) throws(OptionsError) {
    guard let count, count != grid.seedHistory?.planned else { return }
    throw .noEffect(
      .plannedSeeds,
      reason: "it has to be said before the first result, and "
        + (grid.seedHistory?.planned.map { "was \($0)" } ?? "was not"))
  }

  /// The grid with as many seeds as are asked for.
  func grid(with seeds: Int?) throws(OptionsError) -> Grid {
    guard let seeds, seeds != grid.seeds.count else { return grid }
    try OptionName.seeds.check(seeds)
    guard seeds > grid.seeds.count else {
      throw .differsFromRecord(
        file: record,
        [RecordDifference(option: .seeds, recorded: "\(grid.seeds.count)", given: "\(seeds)")])
    }
    return try grid.adding(seeds - grid.seeds.count, historyOfMoreSeeds)
  }

  /// The history of the seeds when more are added to those that are there.
  var historyOfMoreSeeds: SeedHistory? {
    // Without the results, or while runs go on, no p-value was shown.
    let results = (try? Experiment(folder: path)) ?? nil
    let areSeen = results.map { !ExperimentStatistics($0).isGrowing } ?? false
    return .adding(to: grid.seedHistory, count: grid.seeds.count, areSeen: areSeen)
  }

  /// Writes into the record of a grid that was begun before which seeds it has now.
  ///
  /// - Returns: Whether there are more than before.
  func addSeeds() throws -> Bool {
    guard let recorded = try GridRecord(folder: path), recorded.grid.seeds != grid.seeds else {
      return false
    }
    var longer = recorded.grid
    (longer.seeds, longer.seedHistory) = (grid.seeds, grid.seedHistory)
    try GridRecord(longer).write(to: path)
    return true
  }
}
