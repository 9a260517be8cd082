package import RunRecords
import CentralizeOptions

/// The page `report.html` of an experiment.
package struct ReportPage {
  package let experiment: Experiment
  package let statistics: ExperimentStatistics
  package let versions: Provenance?
  /// Sections of others, which stand before the configuration.
  let sections: [ReportSection]
  let wording: Wording
  /// The most settings whose plots are on the page, and the most pairs with sentences of their own.
  static let (mostPlotted, mostDescribed) = (60, 500)

  package init(
    experiment: Experiment, statistics: ExperimentStatistics, versions: Provenance?,
    sections: [ReportSection]
  ) {
    self.experiment = experiment.labelled
    self.statistics = statistics.labelled(like: experiment)
    (self.versions, self.sections) = (versions, sections)
    wording = Wording(statistics: self.statistics)
  }

  package var html: String { frame.html }

  package var frame: PageFrame {
    PageFrame(
      title: experiment.name, lead: wording.summary, subtitle: progress, sections: content,
      origin: origin)
  }

  var task: TaskDescription { experiment.task }
  var headline: Metric { task[task.headline] }
  var trainLoss: Metric { task[.trainLoss] }
  var tables: ResultTables { ResultTables(experiment, statistics) }

  private var content: [ReportSection] {
    [results, curves, table, differences, speed, gap, chosen, byEpoch].compactMap { $0 }
      + sections + [configuration, method]
  }

  static func origin(_ versions: Provenance?) -> String {
    let version = versions?.version ?? ProductVersion.current
    return
      "Made by centralize \(version) from the files of the runs; everything on this page can be "
      + "made again with 'centralize report'."
  }

  private var origin: String { Self.origin(versions) }

  private var progress: String {
    let runs = experiment.cells.flatMap(\.arms).flatMap(\.runs)
    let finished = runs.count { $0.outcome == .finished }
    let open = runs.count { $0.outcome == .unfinished }
    let failed = runs.count - finished - open
    let cells = experiment.cells.count
    var parts = [
      "\(cells) \(cells == 1 ? "setting" : "settings")",
      "\(finished) finished \(finished == 1 ? "run" : "runs")",
    ]
    if failed > 0 { parts.append("\(failed) failed") }
    if open > 0 { parts.append("\(open) still to come") }
    return parts.joined(separator: ", ") + "."
  }
}
