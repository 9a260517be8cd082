import Files
package import RunRecords
import CentralizeOptions
import Foundation

/// The folder of a comparison or of a grid, with all that its runs left there.
///
/// A comparison lies in the folder itself: its runs in `none-0`, `all-0`, … beside
/// `comparison.json`. A grid has a folder for each cell, which is like one of a comparison, beside
/// `experiment.json`.
public struct ExperimentFolder {
  let path: String

  /// The folder at `path`.
  public init(_ path: String) { self.path = path }

  /// The file that the results are read from; `nil` where there are none.
  package var resultsName: String? {
    [ExperimentFiles.experiment, ExperimentFiles.comparison].first {
      FileManager.default.fileExists(atPath: path + "/" + $0)
    }
  }

  /// Reads the results, and the times of the runs where they are known.
  ///
  /// - Throws: `ReportError` for a folder without results, `FormatError` for a file that is damaged
  ///   or newer than this version.
  public func read() throws -> Experiment {
    var experiment = try results()
    for (c, cell) in experiment.cells.enumerated() {
      for (a, arm) in cell.arms.enumerated() {
        for (r, run) in arm.runs.enumerated() {
          experiment.cells[c].arms[a].runs[r].secondsPerEpoch = try seconds(cell, arm, run)
        }
      }
    }
    return experiment
  }

  private func results() throws -> Experiment {
    if let experiment = try Experiment(folder: path) { return experiment }
    let comparison: Comparison? = try JSONFile.read(
      path + "/" + ExperimentFiles.comparison, known: Comparison.formatVersion,
      remedy: Experiment.remedy)
    guard let comparison else { throw ReportError.nothingToReport(folder: path) }
    let experiment = Experiment(comparison)
    try experiment.check(file: path + "/" + ExperimentFiles.comparison)
    return experiment
  }

  /// The folder of a run.
  public func folder(
    of run: Experiment.Run, _ arm: Experiment.Arm, _ cell: Experiment.Cell
  ) -> String {
    path + "/" + ExperimentFiles.run(of: run.seed, arm: arm.name, cell: cell.name)
  }

  private func seconds(
    _ cell: Experiment.Cell, _ arm: Experiment.Arm, _ run: Experiment.Run
  ) throws -> [Double]? {
    let timings = try RunTimings(folder: folder(of: run, arm, cell))
    guard !timings.epochs.isEmpty, timings.epochs.map(\.epoch) == run.epochs.map(\.epoch) else {
      return nil
    }
    return timings.epochs.map(\.trainingSeconds)
  }

  /// What the first run that says so was made with.
  package func versions(of experiment: Experiment) throws -> Provenance? {
    for cell in experiment.cells {
      for arm in cell.arms {
        for run in arm.runs {
          if let found = try Provenance(folder: folder(of: run, arm, cell)) { return found }
        }
      }
    }
    return try Provenance(folder: path)
  }
}

extension Experiment {
  /// A comparison as a grid of one cell, whose runs all finished.
  package init(_ comparison: Comparison) {
    let arms = comparison.arms.map { arm in
      Arm(
        name: arm.name, config: arm.config, recorded: arm.recorded,
        runs: arm.seeds.map { Run(seed: $0.seed, outcome: .finished, epochs: $0.epochs) })
    }
    let configs = arms.compactMap(\.config)
    self.init(
      name: configs.words, task: comparison.task,
      cells: [Cell(name: "", settings: [], arms: arms)])
  }
}
