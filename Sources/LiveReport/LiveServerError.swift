import FlyingSocks
import Foundation

/// Why the report cannot be served.
package enum LiveServerError: Error, Hashable, Sendable {
  case portInUse(UInt16)
  case portForbidden(UInt16)
  case system(String)

  init(_ error: SocketError, port: UInt16) {
    self =
      switch error {
      case .failed(_, EADDRINUSE, _): .portInUse(port)
      case .failed(_, EACCES, _): .portForbidden(port)
      case .failed(_, _, let message): .system(message)
      default: .system(error.localizedDescription)
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
