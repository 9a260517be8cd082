import Files
import Grids

/// Why an experiment of a program could not begin, or did not come to its end.
public enum ExperimentProgramError: Error, Hashable, Sendable {
  /// It was asked to stop, and goes on when the program is started again.
  case interrupted(folder: String, ended: Int, of: Int)
  /// The disk or the system is in the way; what was saved stays.
  case stopped(folder: String, reason: String)
  /// Some runs failed; the results of the others are written.
  case failed([String], reason: String, of: Int)
  /// A process was started for a run that the program does not have, or no longer.
  case otherProgram(name: String)

  /// The exit code: 130 for an interruption, else 1.
  public var exitCode: Int32 { if case .interrupted = self { 130 } else { 1 } }

  /// What is said of the command's grids, in words for a program; any other error as it is.
  static func of(_ error: any Error) -> any Error {
    switch error {
    case GridError.interrupted(let folder, let ended, let count):
      Self.interrupted(folder: folder, ended: ended, of: count)
    case GridError.stopped(let folder, let reason): Self.stopped(folder: folder, reason: reason)
    case GridError.failed(let runs, let reason, let count, _):
      Self.failed(runs, reason: reason, of: count)
    default: error
    }
  }
}

extension ExperimentProgramError: CustomStringConvertible {
  /// One sentence for the user.
  public var description: String {
    switch self {
    case .interrupted(let folder, let ended, let count):
      "stopped after \(ended) of \(count) runs, everything is saved in \(folder.shown); start the program "
        + "again to go on"
    case .stopped(let folder, let reason):
      (reason.hasSuffix(".") ? reason.shown : reason.shown + ".")
        + " Nothing that was saved in \(folder.shown) is lost; when that is repaired, start the program again."
    case .failed(let runs, let reason, let count):
      "\(runs.count) of \(count) runs failed: \(runs.prefix(4).joined(separator: ", "))"
        + (runs.count > 4 ? " and \(runs.count - 4) more" : "")
        + ". The first says: \(reason.shown). "
        + "To try again, run with retryFailed."
    case .otherProgram(let name):
      "This process was started for a run that '\(name.shown)' does not have: a program comes to the same "
        + "experiment in every process, and serves all that it has with ExperimentProgram.serve."
    }
  }
}
