/// Why a folder is not written into.
package enum LockError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Another process works there; its number where that is known.
  case inUse(folder: String, process: Int32?)
  /// The file system has no locks.
  case unsupported(folder: String, reason: String)

  package var description: String {
    switch self {
    case .inUse(let folder, let process):
      "The folder \(folder.shown) is in use by another 'centralize'"
        + (process.map { " (process \($0))" } ?? "")
        + ": wait until it has ended, or choose another --output."
    case .unsupported(let folder, let reason):
      "The folder \(folder.shown) cannot be locked (\(reason)), and without a lock two processes could write "
        + "into it at once: choose an --output on another file system."
    }
  }
}
