import Foundation

/// Why the report cannot be served.
package enum LiveServerError: Error, Hashable, Sendable {
  case portInUse(UInt16)
  case portForbidden(UInt16)
  case system(String)

  /// What the system says with the number `code`.
  init(_ code: Int32, port: UInt16) {
    self =
      switch code {
      case EADDRINUSE: .portInUse(port)
      case EACCES: .portForbidden(port)
      default: .system(String(cString: strerror(code)))
      }
  }
}

extension LiveServerError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .portInUse(let port):
      "--port \(port) is in use by another program: choose another one, or 0 for any that is free."
    case .portForbidden(let port):
      "--port \(port) is not for ordinary programs: choose one from 1024 on, or 0 for any that is "
        + "free."
    case .system(let reason): "127.0.0.1 cannot be listened on: \(reason)."
    }
  }
}
