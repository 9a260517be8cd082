import Glibc

/// Why a file could not be read or written.
public enum FileError: Error, Equatable, CustomStringConvertible {
  /// The system refused an operation on a file.
  case system(operation: String, path: String, code: Int32)
  /// More bytes would have to be read than there can be memory for.
  case tooLarge(path: String, byteCount: Int, limit: Int)
  /// The file became shorter while it was read.
  case cutOff(path: String, expected: Int, found: Int)

  /// What the system says of the error that has just happened.
  public static func last(_ operation: String, _ path: String) -> FileError {
    .system(operation: operation, path: path, code: errno)
  }

  /// One sentence for the user.
  public var description: String {
    switch self {
    case .system(let operation, let path, let code):
      "cannot \(operation) \(path.shown): \(String(cString: strerror(code)))"
        + (operation == "write" ? "; what stood there before is unchanged" : "")
    case .tooLarge(let path, let byteCount, let limit):
      "cannot read \(path.shown): \(byteCount) bytes are more than the \(limit) of this machine's memory"
    case .cutOff(let path, let expected, let found):
      "cannot read \(path.shown): expected \(expected) bytes, found \(found); it became shorter while "
        + "it was read"
    }
  }
}
