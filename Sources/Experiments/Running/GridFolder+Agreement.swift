import RunRecords
public import CentralizeOptions

extension GridFolder {
  /// Checks that options given to the resumed grid are those of its runs.
  ///
  /// - Throws: `OptionsError` that names each option that differs.
  public func checkAgreement(
    with options: TrainingOptions, seeds: Int?, in surroundings: Surroundings
  ) throws(OptionsError) {
    if let seeds, seeds != grid.seeds.count {
      throw .differsFromRecord(
        file: record,
        [RecordDifference(option: .seeds, recorded: "\(grid.seeds.count)", given: "\(seeds)")])
    }
    let simple = path + "/" + RunFiles.record
    for cell in grid.cells {
      let recorded = RecordedRun(
        configuration: cell.arms[1].config, seeds: grid.seeds.count,
        file: grid.simple == nil ? record : simple)
      try recorded.checkAgreement(with: options, in: surroundings)
      // A run that was begun has its weights in its checkpoint: their file may be gone.
      for arm in cell.arms { try arm.config.checkDataPath(in: surroundings) }
    }
  }

  /// Checks that a grid given to the resumed one has the same runs.
  ///
  /// - Throws: `ExperimentError.otherGrid` with the first difference.
  public func checkAgreement(with given: Grid, from source: String) throws(ExperimentError) {
    guard given.cells != grid.cells || given.seeds != grid.seeds else { return }
    throw .otherGrid(file: source, record: record, reason: difference(from: given))
  }

  private func difference(from given: Grid) -> String {
    if given.seeds != grid.seeds {
      return "its seeds are \(given.seeds), and were \(grid.seeds)"
    }
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
