import Foundation
package import Processes

/// How the processes of a run ended, all of them.
package enum RunEnd: Hashable, Sendable {
  case finished
  /// Someone asked it to stop: after a step, if it had begun to make any.
  case interrupted(step: Int?)
  /// It could not go on, and why; `isOwn` is false where the disk or the system is the reason.
  case failed(String, isOwn: Bool, exitCode: Int32 = 1)
  /// A process of it was ended from outside, and with it the others.
  case killed(String)

  /// Why it did not come to its end, if there is a reason.
  package var reason: String? {
    switch self {
    case .finished, .interrupted: nil
    case .failed(let reason, _, _), .killed(let reason): reason
    }
  }
}

extension Subprocess.End {
  /// What is said of an end that has no other reason.
  package var words: String {
    switch self {
    case .code(let code): "its process ended with code \(code)"
    case .signal(let number):
      "its process was ended by signal \(number) (\(String(cString: strsignal(number))))"
    }
  }
}
