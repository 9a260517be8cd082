import RunRecords
public import CentralizeOptions

/// Why a grid cannot begin or go on, or its folder not be reported on.
public enum ExperimentError: Error, Hashable, Sendable {
  /// Another process works in the folder.
  case locked(folder: String, process: Int32?)
  /// A run's folder is not what the grid's record says.
  case changedByHand(file: String, record: String)
  /// The data is not what other runs of the grid were made with.
  case dataChanged(file: String, run: String, other: String)
  /// The folder holds another grid than the one that was given.
  case otherGrid(file: String, record: String, reason: String)
  /// The folder holds results of other trainings than the one that is measured.
  case otherTraining(folder: String, file: String, differences: [RecordDifference])
  /// A run could not be made, so that nothing was measured.
  case notMeasured(run: String, reason: String)
  /// The user asked to stop a measurement.
  case landscapeInterrupted(folder: String)
  /// These measured runs have failed, the first for this reason, after everything else was done.
  case landscapeFailed([String], reason: String, of: Int, folder: String)
  /// The folder holds no results.
  case nothingToReport(folder: String)
  /// There are no runs at a path that is to be watched.
  case nothingToWatch(folder: String, reason: String)
  /// A plot could not be turned into pixels.
  case cannotDraw(file: String, reason: String)
  /// The disk or the system is in the way of all runs.
  case stopped(folder: String, reason: String)
  /// The user asked to stop.
  case interrupted(folder: String, ended: Int, of: Int)
  /// These runs have failed, the first for this reason, after everything else was done.
  case failed([String], reason: String, of: Int, folder: String)

  /// The exit code: 130 for an interruption, else 1.
  public var exitCode: Int32 {
    switch self {
    case .interrupted, .landscapeInterrupted: 130
    default: 1
    }
  }
}

extension ExperimentError: CustomStringConvertible {
  /// One sentence for the user.
  public var description: String {
    switch self {
    case .locked(let folder, let process):
      "The folder \(folder) is in use by another 'centralize compare' or 'centralize landscape'"
        + (process.map { " (process \($0))" } ?? "")
        + ": wait until it has ended, or choose another --output."
    case .changedByHand(let file, let record):
      "\(file) is not what the grid recorded in \(record): it was changed by hand. Put it back, or "
        + "delete the folder of that run to make it anew."
    case .dataChanged(let file, let run, let other):
      "\(file) is not what the run in \(other) began with: its SHA-256 differs, so \(run) "
        + "cannot be compared with it. Put the file back, or delete the folders of the runs with the "
        + "wrong one."
    case .otherGrid(let file, let record, let reason):
      "A resumed grid keeps its runs, but \(file) differs from \(record): \(reason)."
    case .otherTraining(let folder, let file, let differences):
      "The folder \(folder) holds the \(file) of other trainings"
        + (differences.isEmpty
          ? "" : ": " + differences.map(\.description).joined(separator: ", "))
        + ". Choose another --output."
    case .notMeasured(let run, let reason):
      "\(run) could not be measured, and nothing was written: "
        + (reason.hasSuffix(".") ? reason : reason + ".")
    case .landscapeInterrupted(let folder):
      "stopped; nothing was written to \(folder), and the next 'centralize landscape' begins anew"
    case .landscapeFailed(let runs, let reason, let count, let folder):
      "\(runs.count) of \(count) measured runs failed: \(runs.joined(separator: ", ")). The first "
        + "says: \(reason). What was found until then is in \(folder)/\(ExperimentFiles.landscape)."
    case .nothingToReport(let folder):
      "The folder \(folder) holds no results: expected \(ExperimentFiles.comparison) or "
        + "\(ExperimentFiles.experiment), which "
        + "'centralize compare' writes when its runs have ended."
    case .nothingToWatch(let folder, let reason): "\(folder) \(reason)."
    case .cannotDraw(let file, let reason):
      "\(file) cannot be drawn by \(PortableImage.program): \(reason)."
    case .stopped(let folder, let reason):
      (reason.hasSuffix(".") ? reason : reason + ".")
        + " Nothing that was saved is lost; when that is repaired, go on with "
        + "'centralize compare --resume --output \(folder)'."
    case .interrupted(let folder, let ended, let count):
      "stopped after \(ended) of \(count) runs, everything is saved; go on with "
        + "'centralize compare --resume --output \(folder)'"
    case .failed(let runs, let reason, let count, let folder):
      "\(runs.count) of \(count) runs failed: \(runs.prefix(4).joined(separator: ", "))"
        + (runs.count > 4 ? " and \(runs.count - 4) more" : "") + ". The first says: \(reason). "
        + "To try again: 'centralize compare --resume --retry-failed --output \(folder)'."
    }
  }
}
