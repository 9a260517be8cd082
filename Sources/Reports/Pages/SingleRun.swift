import CentralizeOptions
import Files
import Foundation
package import RunRecords

/// A single run, and what is reported of it: how it went, and nothing that would take other runs.
package struct SingleRun {
  /// The run as the only one of an experiment.
  private let experiment: Experiment
  private let steps: [StepMetrics]
  private let versions: Provenance?
  private let folder: String
  private let classes: ClassSection

  /// The run in a folder; `nil` where none was begun there.
  ///
  /// - Throws: `OptionsError` or `FormatError` for a record or metrics that are damaged or newer than this version.
  package init?(folder: String) throws {
    let file = folder + "/" + RunFiles.record
    guard FileManager.default.fileExists(atPath: file) else { return nil }
    let lines = try MetricsReader.lines(in: folder)
    // Of a run that goes on it is what has been so far.
    func run(_ seed: UInt64) -> Experiment.Run {
      .init(seed: seed, outcome: .finished, epochs: lines.epochs)
    }
    let name: String
    let arm: Experiment.Arm
    let task: TaskDescription
    do throws(OptionsError) {
      let recorded = try RecordedRun(file: file)
      if recorded.seeds != nil { return nil }
      let config = recorded.configuration
      (name, task) = (config.words, recorded.task)
      arm = .init(
        name: config.scopes.description.safeInNames, config: config, runs: [run(config.start.seed)])
    } catch .recordedElsewhere {
      guard let said: ForeignRecord = try JSONFile.read(file, known: RunRecord.formatVersion) else {
        return nil
      }
      (name, task) = (said.arm, try TaskDescription(folder: folder))
      arm = .init(name: said.arm, config: nil, recorded: said.recorded, runs: [run(said.seed)])
    }
    experiment = Experiment(
      name: name, task: task, cells: [.init(name: "", settings: [], arms: [arm])])
    (steps, versions, self.folder) = (lines.steps, try Provenance(folder: folder), folder)
    classes = try ClassSection(
      of: folder, task, named: experiment.cells[0].labelled.arms[0].name)
  }

  /// What another program said of its run.
  private struct ForeignRecord: Codable {
    var arm: String
    var seed: UInt64
    var recorded: [String: String]
  }

  private var arm: Experiment.Arm { experiment.cells[0].arms[0] }
  private var epochs: [EpochMetrics] { arm.runs[0].epochs }
  private var task: TaskDescription { experiment.task }

  /// The plots of the epochs, and of the steps that were logged.
  var plots: [CurvePlots.Entry] {
    let steps = CurvePlots.steps([(experiment.cells[0].labelled.arms[0].name, steps)], "", task)
    return CurvePlots.entries(of: experiment.cells[0], task)
      + (steps.map { [.init(name: "steps", plot: $0)] } ?? [])
  }

  var tables: [ResultTables.Entry] {
    [.init(name: "epochs", table: Table(of: epochs, task))] + classes.tables
  }

  var html: String {
    let figures = plots.map { "<figure>\n\($0.plot.svg(.page, id: $0.name))\n</figure>" }
    return PageFrame(
      title: experiment.name, lead: lead,
      subtitle: "A single run of seed \(arm.runs[0].seed): nothing can be said of other seeds.",
      sections: [
        .init(
          id: "curves", title: "Curves",
          html: "<div class=\"figures\">\n\(figures.joined(separator: "\n"))\n</div>\n"
            + "<p class=\"note\">The \(HTML.escaped(task[.trainLoss].title)) of an epoch is the mean over its "
            + "steps, while the weights change.</p>"),
        .init(id: "epochs", title: "Epoch by epoch", html: tables[0].table.html()),
        classes.section, PictureSection(of: folder).section,
        ConfigurationSection(
          configurations: [arm.config].compactMap { $0 },
          recorded: [arm.recorded].compactMap { $0 }, seeds: [arm.runs[0].seed],
          versions: versions
        ).section,
      ].compactMap { $0 }, origin: ReportPage.origin(versions)
    ).html
  }

  private var lead: String {
    guard let last = epochs.last else { return "" }
    let planned = arm.config?.course.epochs.map { " of \($0)" } ?? ""
    let measured = [.trainLoss, task.headline].compactMap { measure in
      measure.value(of: last).map { task[measure].sentence($0) }
    }
    return measured.joined(separator: ", ").capitalizedFirst
      + " after epoch \(last.epoch)\(planned)."
  }

  /// Checks that there is something to report.
  ///
  /// - Throws: `ReportError.noEpoch`.
  func checkEpochs() throws(ReportError) {
    if epochs.isEmpty { throw .noEpoch(folder: folder) }
  }
}

extension Table {
  /// What each epoch of a run came to.
  package init(of epochs: [EpochMetrics], _ task: TaskDescription) {
    let measures = ([.trainLoss] + task.recorded(on: .test) + task.recorded(on: .validation))
      .filter { measure in epochs.contains { measure.value(of: $0) != nil } }
    let titles = ["epoch", "steps"] + measures.map { task[$0].columnTitle } + ["learning rate"]
    self.init(
      caption: "Each epoch at its end", columns: titles.map { .init($0, .number) },
      rows: epochs.map { epoch in
        [.count(epoch.epoch), .count(epoch.step)]
          + measures.map { task[$0].value($0.value(of: epoch)) }
          + [.significant(epoch.learningRate)]
      })
  }
}

extension ExperimentFolder {
  /// Whether the folder is that of a single run, and not of runs that are compared.
  package func isOfSingleRun() throws -> Bool {
    try resultsName == nil && SingleRun(folder: path) != nil
  }
}
