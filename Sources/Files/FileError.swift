import Glibc

/// Why a file could not be read or written.
public enum FileError: Error, Equatable, CustomStringConvertible {
  /// The system refused an operation on a file.
  case system(operation: String, path: String, code: Int32)
  /// It is something else than a file, such as a pipe.
  case notAFile(operation: String, path: String, found: String)
  /// More bytes would have to be read than there can be memory for.
  case tooLarge(path: String, byteCount: Int, limit: Int)
  /// It has more bytes than a file of its kind.
  case tooLong(path: String, byteCount: Int, limit: Int)
  /// The file became shorter while it was read.
  case cutOff(path: String, expected: Int, found: Int)

  /// What the system says of the error that has just happened.
  public static func last(_ operation: String, _ path: String) -> FileError {
    .system(operation: operation, path: path, code: errno)
  }

  /// One sentence for the user.
  public var description: String {
    switch self {
    case .system(let operation, let path, _):
      "cannot \(operation) \(path.shown): \(reason)"
        + (operation == "write" ? "; what stood there before is unchanged" : "")
    case .notAFile(let operation, let path, _): "cannot \(operation) \(path.shown): \(reason)"
    case .tooLarge(let path, _, _), .tooLong(let path, _, _), .cutOff(let path, _, _):
      "cannot read \(path.shown): \(reason)"
    }
  }

  /// Why, without the file's name.
  package var reason: String {
    switch self {
    case .system(_, _, let code): String(cString: strerror(code))
    case .notAFile(_, _, let found): "it is \(found), not a file"
    case .tooLarge(_, let byteCount, let limit):
      "\(byteCount) bytes are more than the \(limit) of this machine's memory"
    case .tooLong(_, let byteCount, let limit):
      "it has \(byteCount) bytes, and at most \(limit) are read"
    case .cutOff(_, let expected, let found):
      "expected \(expected) bytes, found \(found); it became shorter while it was read"
    }
  }
}
