import Files
import RunRecords

/// Why a folder of results cannot be reported on.
public enum ReportError: Error, Hashable, Sendable {
  /// The folder holds no results.
  case nothingToReport(folder: String)
  /// The run in the folder has not come to the end of an epoch.
  case noEpoch(folder: String)
  /// The results have no metric of this name.
  case unknownMetric(String, folder: String, known: [String])
  /// These measured runs have failed, the first for this reason, after everything else was done.
  case landscapeFailed([String], reason: String, of: Int, folder: String)
}

extension ReportError: CustomStringConvertible {
  /// One sentence for the user.
  public var description: String {
    switch self {
    case .nothingToReport(let folder):
      "The folder \(folder.shown) holds no results: expected \(ExperimentFiles.comparison) or "
        + "\(ExperimentFiles.experiment), which 'centralize compare' writes when its runs have ended, "
        + "or \(RunFiles.record) of a run."
    case .noEpoch(let folder):
      "The run in \(folder.shown) has not come to the end of an epoch: there is nothing to report yet."
    case .unknownMetric(let name, let folder, let known):
      "--metric must be one of \(known.joined(separator: ", ")), which the runs in \(folder.shown) measure, but is "
        + "'\(name.shown)'."
    case .landscapeFailed(let runs, let reason, let count, let folder):
      "\(runs.count) of \(count) measured runs failed: \(runs.prefix(4).map(\.shown).joined(separator: ", "))"
        + (runs.count > 4 ? " and \(runs.count - 4) more" : "") + ". The first "
        + "says: \(reason.shown). What was found until then is in \(folder.shown)/\(ExperimentFiles.landscape)."
    }
  }
}
