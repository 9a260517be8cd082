import EngineProtocol
import Reports
import RunRecords
import ArgumentParser
import CentralizeOptions
import Files
import Streams

/// `centralize report`.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make the report of a comparison, a grid or a run again, without training.",
    discussion: """
      Writes report.html, which opens without a network, statistics.json, tables/ (Markdown, CSV, \
      LaTeX) and plots/ (SVG, PNG, PDF) into the folder that 'centralize compare' or 'centralize \
      landscape' wrote. Of a single run of 'centralize train' there are no statistics.

      Examples:
        centralize report runs/compare-resnet8-fashion-mnist-sgd-all-0
        centralize report grid --loss-level 0.3 --accuracy-level 90
        centralize report grid --metric accuracyEMA
        centralize report runs/resnet8-fashion-mnist-sgd-all-0
      """)

  @Argument(
    help: ArgumentHelp("The folder of the comparison, the grid or the run.", valueName: "dir"),
    completion: .directory)
  var folder: String

  @Option(.lossLevel) var lossLevel: Double?
  @Option(.accuracyLevel) var accuracyLevel: Double?
  @Option(.metric) var metric: String?

  @Flag(
    .tensorboard,
    help: "Also write what TensorBoard shows into the folder of each run, from its metrics.")
  var tensorboard = false

  func run() throws {
    let levels = try levels()
    let isOfSingleRun = try ExperimentFolder(folder).isOfSingleRun()
    if isOfSingleRun, !levels.isEmpty || metric != nil {
      throw OptionsError.noEffect(
        lossLevel != nil ? .lossLevel : accuracyLevel != nil ? .accuracyLevel : .metric,
        reason: "\(folder.shown) is a single run, with none to compare it with")
    }
    // A run that goes on writes to its event file itself.
    let lock = tensorboard && !isOfSingleRun ? try FolderLock(folder) : nil
    try Self.write(folder, levels: levels, comparedBy: metric)
    if tensorboard { try writeEvents() }
    withExtendedLifetime(lock) {}
    StandardOutput.print(Self.place(in: folder))
  }

  private static func place(in folder: String) -> String {
    folder + "/" + ExperimentReport.pageName
  }

  /// Tells on standard error where the report is.
  static func tellPlace(in folder: String) { LiveLines().say("report: \(place(in: folder))") }

  /// Makes the report of the results in `folder`, and tells on standard error what it leaves out.
  static func write(
    _ folder: String, levels: [PairStatistics.Level] = [], comparedBy metric: String? = nil
  ) throws {
    for omission in try ExperimentReport.write(folder, levels: levels, comparedBy: metric) {
      Diagnostics.say(omission)
    }
  }

  private func writeEvents() throws {
    for run in try ExperimentFolder(folder).writeEvents() {
      Diagnostics.say(
        "\(run.shown) holds no metrics, so there is nothing for TensorBoard to show.")
    }
  }

  private func levels() throws(OptionsError) -> [PairStatistics.Level] {
    try OptionName.lossLevel.check(lossLevel)
    try OptionName.accuracyLevel.check(accuracyLevel)
    return [
      lossLevel.map { .init(.trainLoss, $0) },
      accuracyLevel.map { .init(TaskDescription.classification.headline, $0 / 100) },
    ].compactMap { $0 }
  }
}
