/// Why there can be no event file of a run.
public enum EventFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A line of the metrics is not one of a run.
  case damaged(file: String, line: Int)

  /// One sentence for the user.
  public var description: String {
    switch self {
    case .damaged(let file, let line):
      "\(file): line \(line) is not one that a run writes, so no event file for TensorBoard can be "
        + "made of it. Make the run again, or put the file back."
    }
  }
}
