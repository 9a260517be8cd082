import CentralizeOptions
import Foundation

/// The folder of a comparison or of a grid, with all that its runs left there.
///
/// A comparison lies in the folder itself: its runs in `none-0`, `all-0`, … beside
/// `comparison.json`. A grid has a folder for each cell, which is like one of a comparison, beside
/// `experiment.json`.
public struct ExperimentFolder {
  /// The file of a grid.
  public static let experimentName = "experiment.json"
  /// The file of a comparison.
  public static let comparisonName = "comparison.json"

  private let path: String

  /// The folder at `path`.
  public init(_ path: String) { self.path = path }

  /// The file that the results are read from; `nil` where there are none.
  var resultsName: String? {
    [Self.experimentName, Self.comparisonName].first {
      FileManager.default.fileExists(atPath: path + "/" + $0)
    }
  }

  /// Reads the results, and the times of the runs where they are known.
  ///
  /// - Throws: `ExperimentError` for a folder without results, and for a file that is damaged or
  ///   newer than this version.
  public func read() throws(ExperimentError) -> Experiment {
    var experiment = try results()
    for (c, cell) in experiment.cells.enumerated() {
      for (a, arm) in cell.arms.enumerated() {
        for (r, run) in arm.runs.enumerated() {
          experiment.cells[c].arms[a].runs[r].secondsPerEpoch = seconds(cell, arm, run)
        }
      }
    }
    return experiment
  }

  private func results() throws(ExperimentError) -> Experiment {
    let files = (path + "/" + Self.experimentName, path + "/" + Self.comparisonName)
    if let data = FileManager.default.contents(atPath: files.0) {
      return try decoded(data, files.0, known: Experiment.formatVersion)
    }
    if let data = FileManager.default.contents(atPath: files.1) {
      let comparison: Comparison = try decoded(data, files.1, known: 1)
      return Experiment(comparison)
    }
    throw .nothingToReport(folder: path)
  }

  private struct Header: Decodable { var formatVersion: Int }

  private func decoded<Value: Decodable>(
    _ data: Data, _ file: String, known: Int
  ) throws(ExperimentError) -> Value {
    if let found = try? JSONDecoder().decode(Header.self, from: data).formatVersion, found > known {
      throw .newerFormat(file: file, found: found, known: known)
    }
    do {
      return try JSONDecoder().decode(Value.self, from: data)
    } catch {
      throw .damaged(file: file, reason: DecodingReason.of(error))
    }
  }

  /// The folder of a run.
  public func folder(
    of run: Experiment.Run, _ arm: Experiment.Arm, _ cell: Experiment.Cell
  ) -> String {
    (cell.name.isEmpty ? path : path + "/" + cell.name) + "/\(arm.name)-\(run.seed)"
  }

  private func seconds(
    _ cell: Experiment.Cell, _ arm: Experiment.Arm, _ run: Experiment.Run
  ) -> [Double]? {
    struct Timings: Decodable {
      struct Epoch: Decodable {
        var epoch: Int
        var trainingSeconds: Double
      }
      var epochs: [Epoch]
    }
    let file = folder(of: run, arm, cell) + "/timings.json"
    guard let data = FileManager.default.contents(atPath: file),
      let timings = try? JSONDecoder().decode(Timings.self, from: data),
      timings.epochs.map(\.epoch) == run.epochs.map(\.epoch)
    else { return nil }
    return timings.epochs.map(\.trainingSeconds)
  }

  /// What the first run that says so was made with.
  func versions(of experiment: Experiment) -> Provenance? {
    for cell in experiment.cells {
      for arm in cell.arms {
        for run in arm.runs {
          if let found = Provenance(folder: folder(of: run, arm, cell)) { return found }
        }
      }
    }
    return Provenance(folder: path)
  }
}

extension Experiment {
  /// A comparison as a grid of one cell, whose runs all finished.
  public init(_ comparison: Comparison) {
    let arms = comparison.arms.map { arm in
      Arm(
        name: arm.name, config: arm.config,
        runs: arm.seeds.map { Run(seed: $0.seed, outcome: .finished, epochs: $0.epochs) })
    }
    let config = comparison.arms.last?.config
    let words = config.map {
      "\($0.model.rawValue) on \($0.dataset.rawValue) with \($0.optimizer.rawValue)"
    }
    self.init(
      name: words ?? "a comparison", task: comparison.task,
      cells: [Cell(name: "", settings: [], arms: arms)])
  }
}
