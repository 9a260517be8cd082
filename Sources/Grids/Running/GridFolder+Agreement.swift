import RunRecords
package import CentralizeOptions

extension GridFolder {
  /// Checks that options alone describe the runs, so that the command can make them.
  package func checkIsOfCommand() throws(OptionsError) {
    for arm in grid.cells.flatMap(\.arms) {
      try arm.config.checkIsOfCommand(recordedIn: record)
    }
  }

  /// The folder of the grid as it goes on when it is given `options`: those of its runs, but that
  /// they may be made by other workers, threads and devices, and that their data, if they all have the
  /// same, may lie elsewhere.
  package func resumed(
    with options: OptionMap, seeds: Int?, in surroundings: Surroundings
  ) throws(OptionsError) -> GridFolder {
    let grid = try grid(with: seeds)
    let simple = path + "/" + RunFiles.record
    let places = Set(grid.cells.flatMap(\.arms).map(\.config.data.folder))
    var moved = grid
    if let data = options[.data], let place = places.first, places.count == 1 {
      moved = grid.moved([place: surroundings.absolute(data.description)])
    }
    let isOfMachine = { (option: OptionName) in
      option.effect.contains(.place) && option != .data
    }
    for cell in moved.cells.indices {
      for arm in moved.cells[cell].arms.indices {
        try moved.cells[cell].arms[arm].config.take(options.filter(isOfMachine))
      }
      let recorded = RecordedRun(
        configuration: moved.cells[cell].arms[1].config, seeds: grid.seeds.count,
        file: grid.simple == nil ? record : simple)
      try recorded.checkAgreement(with: options, in: surroundings)
      // A run that was begun has its weights in its checkpoint: their file may be gone.
      for arm in moved.cells[cell].arms {
        try arm.config.checkDataPath(in: surroundings)
        try surroundings.processes.check(arm.config, recordedIn: recorded.file)
      }
    }
    return GridFolder(path, moved)
  }

  /// The folder of the grid as it goes on when it is given again: with the same runs, which may be made
  /// at another place.
  package func resumed(
    with given: Grid, from source: String
  ) throws(GridError) -> GridFolder {
    let isSame =
      given.seeds.starts(with: grid.seeds) && given.cells.count == grid.cells.count
      && zip(given.cells, grid.cells).allSatisfy { $0.isSame(as: $1) }
    guard isSame else {
      throw .otherGrid(file: source, record: record, reason: difference(from: given))
    }
    var moved = given
    (moved.name, moved.seedHistory) = (grid.name, grid.seedHistory)
    if given.seeds.count > grid.seeds.count {
      moved.seedHistory = historyOfMoreSeeds
    }
    return GridFolder(path, moved)
  }

  private func difference(from given: Grid) -> String {
    if !given.seeds.starts(with: grid.seeds) {
      return "its seeds are \(given.seeds), and were \(grid.seeds)"
    }
    for cell in given.cells {
      guard let own = grid.cells.first(where: { $0.name == cell.name }) else {
        return "it has the cell '\(cell.name)', which was not there"
      }
      if own.arms.map(\.name) != cell.arms.map(\.name) {
        return "the arms of cell '\(cell.name)' are others"
      }
      for (old, new) in zip(own.arms, cell.arms) where !old.isSame(as: new) {
        return "the options of arm '\(new.name)' of cell '\(cell.name)' are others"
      }
    }
    return "it has not the same cells"
  }
}

extension Grid.Cell {
  fileprivate func isSame(as other: Self) -> Bool {
    name == other.name && settings == other.settings && arms.count == other.arms.count
      && zip(arms, other.arms).allSatisfy { $0.isSame(as: $1) }
  }
}

extension Grid.Arm {
  /// Whether the runs are the same, made at any place.
  fileprivate func isSame(as other: Self) -> Bool {
    name == other.name && config.isSameRun(as: other.config)
  }
}
