import RunRecords
package import CentralizeOptions

extension GridFolder {
  /// The folder of the grid as it goes on when it is given `options`: those of its runs, but that
  /// their data, if they all have the same, may lie elsewhere.
  package func resumed(
    with options: OptionMap, seeds: Int?, in surroundings: Surroundings
  ) throws(OptionsError) -> GridFolder {
    if let seeds, seeds != grid.seeds.count {
      throw .differsFromRecord(
        file: record,
        [RecordDifference(option: .seeds, recorded: "\(grid.seeds.count)", given: "\(seeds)")])
    }
    let simple = path + "/" + RunFiles.record
    let places = Set(grid.cells.flatMap(\.arms).map(\.config.data.folder))
    var moved = self
    if let data = options[.data], let place = places.first, places.count == 1 {
      moved = GridFolder(path, grid.moved([place: surroundings.absolute(data.description)]))
    }
    for cell in moved.grid.cells {
      let recorded = RecordedRun(
        configuration: cell.arms[1].config, seeds: grid.seeds.count,
        file: grid.simple == nil ? record : simple)
      try recorded.checkAgreement(with: options, in: surroundings)
      // A run that was begun has its weights in its checkpoint: their file may be gone.
      for arm in cell.arms { try arm.config.checkDataPath(in: surroundings) }
    }
    return moved
  }

  /// The folder of the grid as it goes on when it is given again: with the same runs, whose data may
  /// lie elsewhere.
  package func resumed(
    with given: Grid, from source: String
  ) throws(GridError) -> GridFolder {
    let places = zip(grid.cells.flatMap(\.arms), given.cells.flatMap(\.arms))
      .map { ($0.config.data.folder, $1.config.data.folder) }
    let moved = GridFolder(path, grid.moved(Dictionary(places) { first, _ in first }))
    if given.cells == moved.grid.cells && given.seeds == grid.seeds { return moved }
    throw .otherGrid(file: source, record: record, reason: difference(from: given))
  }

  private func difference(from given: Grid) -> String {
    if given.seeds != grid.seeds { return "its seeds are \(given.seeds), and were \(grid.seeds)" }
    for cell in given.cells {
      guard let own = grid.cells.first(where: { $0.name == cell.name }) else {
        return "it has the cell '\(cell.name)', which was not there"
      }
      if own.arms.map(\.name) != cell.arms.map(\.name) {
        return "the arms of cell '\(cell.name)' are others"
      }
      for (old, new) in zip(own.arms, cell.arms) where old != new {
        return "the options of arm '\(new.name)' of cell '\(cell.name)' are others"
      }
    }
    return "it has not the same cells"
  }
}
