import Reports
import RunRecords
import CentralizeOptions

/// The curves of runs that have not ended.
struct GrowingCurves {
  let observation: Observation

  /// The most cells that are plotted, and the most runs of each.
  private static let (mostCells, mostRuns) = (24, 24)

  /// The section; `nil` where there is nothing to show, and nothing to come.
  var section: ReportSection? {
    let byFolder = Dictionary(observation.runs.map { ($0.folder, $0) }) { first, _ in first }
    let all = observation.experiment.cells.map { growing(in: $0, byFolder) }
    let places = all.indices.filter { !all[$0].isEmpty }
    let shown = places.prefix(Self.mostCells)
    let cells = shown.compactMap { index -> String? in
      let figures = plots(observation.experiment.cells[index], all[index]).enumerated().map {
        place, plot in
        "<figure>\n\(plot.svg(.page, id: "growing-\(index)-\(place)"))\n</figure>"
      }
      if figures.isEmpty { return nil }
      return "<div class=\"figures\">\n\(figures.joined(separator: "\n"))\n</div>"
    }
    if cells.isEmpty && !observation.isGoingOn { return nil }
    let note =
      cells.isEmpty
      ? "No run has anything to show yet."
      : observation.isOfOneRun
        ? "The training loss of an epoch is the mean over its steps, while the weights change."
        : "Single runs that have not ended, and the mean over the finished runs of each arm that has "
          + "some. They grow: nothing follows from them."
    let (runs, plotted) = (
      all.map(\.count).reduce(0, +), shown.map { min(all[$0].count, Self.mostRuns) }.reduce(0, +)
    )
    let rest = plotted < runs ? " Of \(runs) such runs \(plotted) are shown." : ""
    return ReportSection(
      id: "growing", title: observation.isOfOneRun ? "Curves" : "Under way: growing, not final",
      html: cells.joined(separator: "\n") + "\n<p class=\"note\">\(note)\(rest)</p>")
  }

  private typealias Named = (name: String, run: ObservedRun)

  private func growing(
    in cell: Experiment.Cell, _ byFolder: [String: ObservedRun]
  ) -> [Named] {
    if observation.isOfOneRun { return observation.runs.map { ("this run", $0) } }
    return zip(cell.arms, cell.labelled.arms).flatMap { arm, labelled in
      arm.runs.filter { $0.outcome == .unfinished }.compactMap { run -> Named? in
        let folder = ExperimentFiles.run(of: run.seed, arm: arm.name, cell: cell.name)
        guard let observed = byFolder[folder], !(observed.epochs.isEmpty && observed.steps.isEmpty)
        else { return nil }
        return ("\(labelled.name), seed \(run.seed)", observed)
      }
    }
  }

  private func plots(_ cell: Experiment.Cell, _ all: [Named]) -> [Plot] {
    let runs = all.prefix(Self.mostRuns)
    let label = observation.isOfOneRun ? "" : cell.label
    let task = observation.experiment.task
    let byEpoch = [.trainLoss, task.headline].compactMap { measure -> Plot? in
      let metric = task[measure]
      let own = runs.map { name, run in
        let points = run.epochs.compactMap { epoch in
          measure.value(of: epoch).map { Plot.Point(x: Double(epoch.epoch), y: $0 * metric.scale) }
        }
        return Plot.Curve(name: name, points: points)
      }.filter { !$0.points.isEmpty }
      if own.isEmpty { return nil }
      let means = observation.isOfOneRun ? [] : CurvePlots.means(measure, metric, of: cell)
      return Plot(metric, label: label, curves: means + own)
    }
    let steps = CurvePlots.steps(runs.map { ($0.name, $0.run.steps) }, label, task)
    return byEpoch + [steps].compactMap { $0 }
  }
}
