import Foundation
import Synchronization

/// The signals that asked this process to stop.
private let requests = Atomic(0)
/// How many of them are heard before the process ends at once.
private let patience = Atomic(1)

/// Whether the user pressed Control-C, or the system asked the process to end.
///
/// The first signal asks the work to save and stop; one more than is waited for ends the process at
/// once.
package enum Interruption {
  package static var count: Int { requests.load(ordering: .relaxed) }
  package static var isRequested: Bool { count > 0 }

  /// Has the signals counted from here on; for work that can stop and be taken up again.
  ///
  /// - Parameter limit: How many signals are counted before one ends the process at once.
  package static func listen(patience limit: Int = 1) {
    // Set here, and so the counters exist before a handler needs them.
    patience.store(limit, ordering: .relaxed)
    guard !isRequested else { return }
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in
        if requests.add(1, ordering: .relaxed).newValue > patience.load(ordering: .relaxed) {
          _exit(130)
        }
      }
    }
  }
}
