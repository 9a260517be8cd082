import RunRecords
public import CentralizeOptions

/// Every run of an experiment, fully said: cells, the arms of each, and the seeds.
///
/// The runs of a cell with the same seed begin with the same weights and see the same images in the
/// same order. None knows of another.
public struct Grid: Codable, Hashable, Sendable {
  /// The folder of a combination, and what it combines.
  public struct Cell: Codable, Hashable, Sendable {
    /// The name; empty in a grid without axes, whose runs lie in the grid's own folder.
    public var name: String
    /// What sets the cell apart from the others, in the order of the axes.
    public var settings: [Experiment.Setting]
    /// The arms, of which the first is the reference.
    public var arms: [Arm]
  }

  /// One way to train.
  public struct Arm: Codable, Hashable, Sendable {
    /// The name, with which the folders of its runs begin.
    public var name: String
    /// The options of the run of the first seed.
    public var config: RunConfiguration
  }

  /// What it is called, in words for people.
  public var name: String
  /// The seeds that each arm is run with.
  public var seeds: [UInt64]
  /// The cells, in order.
  public var cells: [Cell]

  /// The options of the comparison, where the grid is one that options alone describe: those of its
  /// arm B and first seed.
  public var simple: RunConfiguration? {
    guard cells.count == 1, cells[0].name.isEmpty, cells[0].arms.count == 2,
      let first = seeds.first, zip(seeds, first...).allSatisfy({ $0 == $1 }),
      cells[0].arms[0].config == cells[0].arms[1].config.withoutCentralization()
    else { return nil }
    return cells[0].arms[1].config
  }

  /// Every run: cell by cell, seed by seed, arm by arm.
  public var runs: [PlannedRun] {
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
  /// This grid with the data of each folder in another.
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
public struct PlannedRun: Hashable, Sendable {
  /// The place of its cell.
  public let cell: Int
  /// The place of its arm in the cell.
  public let arm: Int
  /// The place of its seed.
  public let seed: Int
  /// Its folder within that of the grid.
  public let folder: String
  /// Its options.
  public let configuration: RunConfiguration
}
