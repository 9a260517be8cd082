/// Why a folder cannot be watched.
public enum WatchError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There are no runs at a path that is to be watched.
  case nothingToWatch(folder: String, reason: String)

  /// One sentence for the user.
  public var description: String {
    switch self {
    case .nothingToWatch(let folder, let reason): "\(folder) \(reason)."
    }
  }
}
