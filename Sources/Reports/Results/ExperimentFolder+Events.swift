import EventFiles

extension ExperimentFolder {
  /// Writes the file that TensorBoard shows into the folder of every run, or of the only one.
  ///
  /// - Returns: The folders of runs without metrics, which get no file.
  /// - Throws: `FormatError` for metrics that are damaged, `FileError`; `LockError` while the only run goes on.
  package func writeEvents() throws -> [String] {
    if try isOfSingleRun() { return try EventFile.write(to: path) ? [] : [path] }
    return try writeEvents(of: read())
  }

  /// Writes the file that TensorBoard shows into the folder of every run, from the run's metrics.
  ///
  /// - Returns: The folders of runs without metrics, which get no file.
  /// - Throws: `FormatError` for metrics that are damaged, `FileError`.
  package func writeEvents(of experiment: Experiment) throws -> [String] {
    var withoutMetrics: [String] = []
    for cell in experiment.cells {
      for arm in cell.arms {
        for run in arm.runs {
          let folder = folder(of: run, arm, cell)
          if try !EventFile.write(to: folder) { withoutMetrics.append(folder) }
        }
      }
    }
    return withoutMetrics
  }
}
