import Files
import Reports
import RunRecords
package import CentralizeOptions

/// Why a grid or a measurement cannot begin or go on.
package enum GridError: Error, Hashable, Sendable {
  case changedByHand(file: String, record: String)
  case dataChanged(file: String, run: String, other: String)
  case otherGrid(file: String, record: String, reason: String)
  case otherTraining(folder: String, file: String, differences: [RecordDifference])
  case notMeasured(run: String, reason: String)
  case landscapeInterrupted(folder: String)
  case stopped(folder: String, reason: String)
  case interrupted(folder: String, ended: Int, of: Int)
  case failed([String], reason: String, of: Int, folder: String)

  /// The exit code: 130 for an interruption, else 1.
  package var exitCode: Int32 {
    switch self {
    case .interrupted, .landscapeInterrupted: 130
    default: 1
    }
  }
}

extension GridError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .changedByHand(let file, let record):
      "\(file.shown) is not what the grid recorded in \(record.shown): it was changed by hand. Put it back, or "
        + "delete the folder of that run to make it anew."
    case .dataChanged(let file, let run, let other):
      "\(file.shown) is not what the run in \(other.shown) began with: its SHA-256 differs, so \(run.shown) "
        + "cannot be compared with it. Put the file back, or delete the folders of the runs with the "
        + "wrong one."
    case .otherGrid(let file, let record, let reason):
      "A resumed grid keeps its runs, but \(file.shown) differs from \(record.shown): \(reason.shown)."
    case .otherTraining(let folder, let file, let differences):
      "The folder \(folder.shown) holds the \(file.shown) of other trainings"
        + (differences.isEmpty ? "" : ": " + differences.map(\.description).joined(separator: ", "))
        + ". Choose another --output."
    case .notMeasured(let run, let reason):
      "\(run.shown) could not be measured, and nothing was written: "
        + (reason.hasSuffix(".") ? reason.shown : reason.shown + ".")
    case .landscapeInterrupted(let folder):
      "stopped; nothing was written to \(folder.shown), and the next 'centralize landscape' begins anew"
    case .stopped(let folder, let reason):
      (reason.hasSuffix(".") ? reason.shown : reason.shown + ".")
        + " Nothing that was saved is lost; when that is repaired, go on with "
        + "'centralize compare --resume --output \(folder.shown)'."
    case .interrupted(let folder, let ended, let count):
      "stopped after \(ended) of \(count) runs, everything is saved; go on with "
        + "'centralize compare --resume --output \(folder.shown)'"
    case .failed(let runs, let reason, let count, let folder):
      "\(runs.count) of \(count) runs failed: \(runs.prefix(4).joined(separator: ", "))"
        + (runs.count > 4 ? " and \(runs.count - 4) more" : "")
        + ". The first says: \(reason.shown). "
        + "To try again: 'centralize compare --resume --retry-failed --output \(folder.shown)'."
    }
  }
}
