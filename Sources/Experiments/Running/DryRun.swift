import CentralizeOptions

/// What a grid would do, in words.
public struct DryRun {
  /// The runs, a line each, and below them how many are left and how long they take.
  public let text: String

  /// Looks at the folder of a grid, and changes nothing.
  ///
  /// - Throws: `ExperimentError` for a resumed grid of which a run was changed by hand.
  public init(_ folder: GridFolder, jobs: Int, resume: Bool) throws {
    let runs = folder.grid.runs
    let outcomes = try resume ? folder.outcomes() : runs.map { _ in .unfinished }
    let estimate = GridEstimate(
      runs.compactMap { GridEstimate.Sample($0.configuration, in: folder.folder(of: $0)) })
    let lines = zip(runs, outcomes).map { run, outcome in
      let state =
        switch outcome {
        case .finished: "finished"
        case .failed: "failed"
        case .unfinished:
          estimate.seconds(of: run.configuration).map(ProgressText.duration) ?? "to do"
        }
      return "\(folder.path)/\(run.folder)  \(state)\n"
    }
    let left = zip(runs, outcomes).filter { $1 == .unfinished }.map(\.0.configuration)
    let time =
      estimate.seconds(of: left, jobs: jobs).map { "about " + ProgressText.duration($0) }
      ?? "how long they take is not known until the first has run"
    text =
      lines.joined() + "\(left.count) of \(runs.count) runs to do"
      + (left.isEmpty ? "" : ", \(jobs) at a time: \(time)") + "\n"
  }
}
