package import Reports
package import RunRecords
package import CentralizeOptions

/// Every run of an experiment, fully said: cells, the arms of each, and the seeds.
///
/// The runs of a cell with the same seed begin with the same weights and see the same images in the
/// same order. None knows of another.
package struct Grid: Codable, Hashable, Sendable {
  /// The folder of a combination, and what it combines.
  package struct Cell: Codable, Hashable, Sendable {
    /// The name; empty in a grid without axes, whose runs lie in the grid's own folder.
    @FolderName package var name: String
    /// What sets the cell apart from the others, in the order of the axes.
    package var settings: [Experiment.Setting]
    /// The arms, of which the first is the reference.
    package var arms: [Arm]
  }

  /// One way to train.
  package struct Arm: Codable, Hashable, Sendable {
    @FolderName package var name: String
    /// What reports call it; `nil` for what follows from its options.
    package var label: String?
    /// The options of the run of the first seed.
    package var config: RunConfiguration

    package init(name: String, label: String? = nil, config: RunConfiguration) {
      (self.name, self.label, self.config) = (name, label, config)
    }
  }

  package var name: String
  package var seeds: [UInt64]
  package var cells: [Cell]
  /// How the number of seeds came about; `nil` where it was never more than at the beginning.
  package var seedHistory: SeedHistory?

  /// The options of the comparison, where the grid is one that options alone describe: those of its
  /// arm B and first seed.
  package var simple: RunConfiguration? {
    guard cells.count == 1, cells[0].name.isEmpty, cells[0].arms.count == 2,
      let first = seeds.first, zip(seeds, first...).allSatisfy({ $0 == $1 }),
      cells[0].arms[1].config.own.areNone,
      cells[0].arms[0].config == cells[0].arms[1].config.withoutCentralization()
    else { return nil }
    return cells[0].arms[1].config
  }

  /// What the runs are, made at any place.
  package var facts: [String: String] { runs.map(\.configuration).facts }

  /// Every run: cell by cell, seed by seed, arm by arm.
  package var runs: [PlannedRun] {
    cells.indices.flatMap { cell in
      seeds.indices.flatMap { seed in
        cells[cell].arms.indices.map { arm in
          PlannedRun(
            cell: cell, arm: arm, seed: seed,
            folder: ExperimentFiles.run(
              of: seeds[seed], arm: cells[cell].arms[arm].name, cell: cells[cell].name),
            configuration: cells[cell].arms[arm].config.with(seed: seeds[seed]))
        }
      }
    }
  }
}

extension Grid {
  /// Whether its runs can be listed, each in a folder of its own.
  var isPossible: Bool {
    let arms = cells.map(\.arms.count).reduce(0, +)
    let runs = arms.multipliedReportingOverflow(by: seeds.count)
    return runs.partialValue > 0 && !runs.overflow && runs.partialValue <= Self.mostRuns
      && seeds.allSatisfy { $0 <= Start.largestSeed } && Set(seeds).count == seeds.count
      && Set(cells.map(\.name)).count == cells.count
      && cells.allSatisfy { $0.arms.count >= 2 && Set($0.arms.map(\.name)).count == $0.arms.count }
  }

  func moved(_ places: [String: String]) -> Grid {
    var moved = self
    for cell in cells.indices {
      for arm in cells[cell].arms.indices {
        let data = cells[cell].arms[arm].config.data.folder
        moved.cells[cell].arms[arm].config.data.folder = places[data] ?? data
      }
    }
    return moved
  }
}

/// One run of a grid.
package struct PlannedRun: Hashable, Sendable {
  package let cell: Int
  package let arm: Int
  package let seed: Int
  package let folder: String
  package let configuration: RunConfiguration
}
