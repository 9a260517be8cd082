import Glibc
import Synchronization

/// The signals that asked this process to stop.
private let requests = Atomic(0)

/// Whether the user pressed Control-C, or the system asked the process to end.
///
/// The first signal asks the run to save and stop; a second one ends the process at once.
enum Interruption {
  /// Whether a signal has come.
  static var isRequested: Bool { requests.load(ordering: .relaxed) > 0 }

  /// Has the signals counted from here on; for work that can stop and be taken up again.
  static func listen() {
    guard !isRequested else { return }  // and so the counter exists before a handler needs it
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in
        if requests.add(1, ordering: .relaxed).newValue > 1 { _exit(130) }
      }
    }
  }
}
