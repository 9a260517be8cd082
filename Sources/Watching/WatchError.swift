import Files

/// Why a folder cannot be watched.
package enum WatchError: Error, Hashable, Sendable, CustomStringConvertible {
  case nothingToWatch(folder: String, reason: String)

  package var description: String {
    switch self {
    case .nothingToWatch(let folder, let reason): "\(folder.shown) \(reason)."
    }
  }
}
