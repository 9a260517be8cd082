import Reports
import EngineProtocol
import CentralizeOptions

/// What a grid would do, in words.
package struct DryRun {
  /// The runs, a line each, and below them how many are left and how long they take.
  package let text: String

  /// Looks at the folder of a grid, and changes nothing.
  ///
  /// - Throws: `GridError` for a resumed grid of which a run was changed by hand.
  package init(_ folder: GridFolder, jobs: Int, resume: Bool) throws {
    let runs = folder.grid.runs
    var data = DataAgreement()
    let outcomes = try resume ? folder.results(&data).map(\.outcome) : runs.map { _ in .unfinished }
    let samples = runs.map { GridEstimate.Sample($0.configuration, in: folder.folder(of: $0)) }
    let estimate = GridEstimate(samples.compactMap { $0 })
    let seconds = runs.indices.map { index in
      estimate.seconds(of: runs[index].configuration).map {
        $0 * (1 - (samples[index]?.share ?? 0))
      }
    }
    let lines = runs.indices.map { index in
      let state =
        switch outcomes[index] {
        case .finished: "finished"
        case .failed: "failed"
        case .unfinished: seconds[index].map(ProgressText.duration) ?? "to do"
        }
      return "\(folder.path)/\(runs[index].folder)  \(state)\n"
    }
    let left = runs.indices.filter { outcomes[$0] == .unfinished }
    let time =
      GridEstimate.seconds(of: left.map { seconds[$0] }, jobs: jobs).map {
        "about " + ProgressText.duration($0)
      } ?? "how long they take is not known until the first has run"
    text =
      lines.joined() + "\(left.count) of \(runs.count) runs to do"
      + (left.isEmpty ? "" : ", \(jobs) at a time: \(time)") + "\n"
  }
}
