import Glibc

/// Why a file could not be read or written.
public enum FileError: Error, Equatable, CustomStringConvertible {
  /// The system refused an operation on a file.
  case system(operation: String, path: String, code: Int32)

  /// What the system says of the error that has just happened.
  public static func last(_ operation: String, _ path: String) -> FileError {
    .system(operation: operation, path: path, code: errno)
  }

  /// One sentence for the user.
  public var description: String {
    switch self {
    case .system(let operation, let path, let code):
      "cannot \(operation) \(path): \(String(cString: strerror(code)))"
        + (operation == "write" ? "; what stood there before is unchanged" : "")
    }
  }
}
