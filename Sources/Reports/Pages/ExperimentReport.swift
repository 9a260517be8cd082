import RunRecords
import CentralizeOptions
import Files
import Foundation

/// All that is made from the results of an experiment, without training.
public enum ExperimentReport {
  /// The name of the page.
  public static let pageName = "report.html"

  /// Writes the report of whatever a folder holds: a comparison, a grid, measurements of the landscape, a run.
  ///
  /// - Parameters:
  ///   - folder: Where the results lie.
  ///   - levels: Levels to be reached, beside those that the reference ends at.
  ///   - metric: The name of the task's metric that arms are compared by; `nil` for its first.
  /// - Returns: What was left out and why, a sentence each.
  /// - Throws: `ReportError` for a folder without results or a metric that they do not have, `FormatError` for damaged
  ///   files, `FileError`.
  public static func write(
    _ folder: String, levels: [PairStatistics.Level] = [], comparedBy metric: String? = nil
  ) throws -> [String] {
    let results = ExperimentFolder(folder)
    if results.resultsName == nil, let landscape = try Landscape(folder: folder) {
      return try write(landscape, to: folder)
    }
    if results.resultsName == nil, let run = try SingleRun(folder: folder) {
      return try write(run, to: folder)
    }
    var experiment = try results.read()
    if let metric {
      guard let task = experiment.task.compared(by: metric) else {
        throw ReportError.unknownMetric(
          metric, folder: folder, known: experiment.task.metrics.map(\.name))
      }
      experiment.task = task
    }
    return try write(experiment, to: folder, levels: levels)
  }

  /// Writes tables, plots and the page of measurements of the landscape alone.
  ///
  /// - Parameters:
  ///   - landscape: The measurements.
  ///   - folder: Where the report is written.
  ///   - path: The folders in which programs are looked for.
  /// - Returns: What was left out and why, a sentence each.
  /// - Throws: `FileError` where a file cannot be written.
  @discardableResult package static func write(
    _ landscape: Landscape, to folder: String, path: String? = nil
  ) throws -> [String] {
    let sections = LandscapeSections(landscape)
    try Folder.prepare(folder)
    try writeTables(sections.tableEntries, to: folder + "/tables")
    let omissions = try writePlots(sections.plotEntries, to: folder + "/plots", path: path)
    try AtomicFile.write(sections.page, to: folder + "/" + pageName)
    return omissions
  }

  /// Writes tables, plots and the page of a single run.
  ///
  /// - Throws: `ReportError.noEpoch` where there is nothing to report, `FileError`.
  @discardableResult package static func write(
    _ run: SingleRun, to folder: String, path: String? = nil
  ) throws -> [String] {
    try run.checkEpochs()
    try writeTables(run.tables, to: folder + "/tables")
    let omissions = try writePlots(run.plots, to: folder + "/plots", path: path)
    try AtomicFile.write(run.html, to: folder + "/" + pageName)
    return omissions
  }

  /// Writes `statistics.json`, tables, plots, and at last `report.html` into a folder.
  ///
  /// Where `landscape.json` lies in the folder, what it says is in the report too.
  ///
  /// Tables go to `tables/` as `.md`, `.csv` and `.tex`, plots to `plots/` as `.svg`, `.png` and `.pdf`. Each
  /// file is written whole or not at all. Only the page has times in it: for equal results the other
  /// files have equal bytes.
  ///
  /// - Parameters:
  ///   - experiment: The results.
  ///   - folder: Where the runs lie.
  ///   - levels: Levels to be reached, beside those that the reference ends at.
  ///   - sections: Sections of others for the page.
  ///   - path: The folders in which programs are looked for, as in the variable `PATH`, which is
  ///     taken without it.
  /// - Returns: What was left out and why, a sentence each.
  /// - Throws: `FileError` where a file cannot be written.
  @discardableResult package static func write(
    _ experiment: Experiment, to folder: String, levels: [PairStatistics.Level] = [],
    sections: [ReportSection] = [], path: String? = nil
  ) throws -> [String] {
    let statistics = ExperimentStatistics(experiment, levels: levels)
    let landscape = try Landscape(folder: folder).map { LandscapeSections($0, on: experiment) }
    let classes = try ClassSection(experiment, in: folder)
    try Folder.prepare(folder)
    try JSONFile.write(statistics, to: folder + "/" + ExperimentFiles.statistics)
    try writeTables(
      ResultTables(experiment, statistics).all + classes.tables + (landscape?.tableEntries ?? []),
      to: folder + "/tables")
    let omissions = try writePlots(
      experiment.cells.flatMap { CurvePlots.entries(of: $0, experiment.task) }
        + (landscape?.plotEntries ?? []), to: folder + "/plots", path: path)
    let versions = try ExperimentFolder(folder).versions(of: experiment)
    try AtomicFile.write(
      page(
        experiment, statistics, versions,
        [classes.section, PictureSection(experiment, in: folder).section].compactMap { $0 }
          + sections
          + (landscape?.all ?? [])),
      to: folder + "/" + pageName)
    return omissions
  }

  /// The page of results that may still grow, and nothing else.
  ///
  /// - Throws: `FormatError` for the record of a run that is newer than this version.
  package static func page(
    _ experiment: Experiment, in folder: String, sections: [ReportSection] = []
  ) throws -> String {
    let versions = try ExperimentFolder(folder).versions(of: experiment)
    let landscape = LandscapeSections.shown(on: experiment, in: folder)
    return page(experiment, ExperimentStatistics(experiment), versions, sections + landscape)
  }

  private static func page(
    _ experiment: Experiment, _ statistics: ExperimentStatistics, _ versions: Provenance?,
    _ sections: [ReportSection]
  ) -> String {
    ReportPage(
      experiment: experiment, statistics: statistics, versions: versions, sections: sections
    ).html
  }

  private static func writeTables(_ tables: [ResultTables.Entry], to folder: String) throws {
    try Folder.prepare(folder)
    for entry in tables {
      let base = folder + "/" + entry.name
      try AtomicFile.write(entry.table.markdown, to: base + ".md")
      try AtomicFile.write(entry.table.csv, to: base + ".csv")
      try AtomicFile.write(entry.table.latex(label: entry.name), to: base + ".tex")
    }
  }

  private static func writePlots(
    _ plots: [CurvePlots.Entry], to folder: String, path: String?
  ) throws -> [String] {
    try Folder.prepare(folder)
    let program = PortableImage.find(in: path ?? ProcessInfo.processInfo.environment["PATH"] ?? "")
    var reason = program == nil ? "is not installed (Debian's package librsvg2-bin)" : nil
    for entry in plots {
      let base = folder + "/" + entry.name
      try AtomicFile.write(entry.plot.svg(.file, id: entry.name) + "\n", to: base + ".svg")
      // Of what fails once, no more is tried.
      guard reason == nil, let program else { continue }
      for format in PortableImage.Format.allCases where reason == nil {
        reason = try PortableImage.write(
          base + ".svg", as: format, to: "\(base).\(format.rawValue)", with: program
        ).map { "fails on \(base).svg: \($0)" }
      }
    }
    return reason.map {
      ["The plots were not written as PNG and PDF, because \(PortableImage.program) \($0)."]
    } ?? []
  }
}
