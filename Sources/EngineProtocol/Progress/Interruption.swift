import Foundation
import Synchronization

/// The signals that asked this process to stop.
private let requests = Atomic(0)
/// Those that asked it to save what it has, and to go on.
private let saves = Atomic(0)
/// How many requests to stop are heard before the process ends at once.
private let patience = Atomic(1)

/// Whether the user pressed Control-C, the terminal went away, or the system asked the process to end
/// or to save.
///
/// SIGINT, SIGTERM and SIGHUP ask the work to save and stop; one more than is waited for ends the
/// process at once. SIGUSR1, which batch systems send ahead of a limit, asks it to save and go on.
package enum Interruption {
  package static var count: Int { requests.load(ordering: .relaxed) }
  package static var isRequested: Bool { count > 0 }
  package static var saveCount: Int { saves.load(ordering: .relaxed) }

  /// Has the signals counted from here on; for work that can stop and be taken up again.
  ///
  /// - Parameter limit: How many signals are counted before one ends the process at once.
  package static func listen(patience limit: Int = 1) {
    // Set here, and so the counters exist before a handler needs them.
    patience.store(limit, ordering: .relaxed)
    _ = saveCount
    guard !isRequested else { return }
    // `nohup` has the terminal's end ignored, and means it.
    for number in [SIGINT, SIGTERM] + (isIgnored(SIGHUP) ? [] : [SIGHUP]) {
      signal(number) { _ in
        if requests.add(1, ordering: .relaxed).newValue > patience.load(ordering: .relaxed) {
          _exit(130)
        }
      }
    }
    signal(SIGUSR1) { _ in saves.add(1, ordering: .relaxed) }
    var held = heldSignals
    pthread_sigmask(SIG_UNBLOCK, &held, nil)
  }

  /// Has requests to save wait until `listen` is called, be it by the program that this one becomes.
  package static func holdRequestsToSave() {
    var held = heldSignals
    pthread_sigmask(SIG_BLOCK, &held, nil)
  }

  private static var heldSignals: sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGUSR1)
    return signals
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var now = sigaction()
    sigaction(number, nil, &now)
    return unsafeBitCast(now.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}

/// Tells whether there was another request to save since it was asked last.
package struct SaveRequests {
  private var heard = 0

  package init() {}

  package mutating func next() -> Bool {
    defer { heard = Interruption.saveCount }
    return Interruption.saveCount > heard
  }
}
