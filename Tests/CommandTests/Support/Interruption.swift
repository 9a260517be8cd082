import EngineProtocol
import Foundation
import Synchronization

/// A signal for a child that trains, sent once its metrics have so many lines.
///
/// A thread of its own watches, as tests may keep those of Swift's tasks busy.
final class Interruption: Sendable {
  private let number: Int32
  private let metrics: String?
  private let lines: Int
  private let delay: UInt32
  private let isStopped = Atomic(false)
  private let sent = Atomic(false)

  /// Whether the signal was sent.
  var isSent: Bool { sent.load(ordering: .acquiring) }

  /// The signal `number`, `delay` microseconds after the file `metrics` has `lines` lines.
  init(_ number: Int32, metrics: String, lines: Int, delay: UInt32 = 0) {
    (self.number, self.metrics, self.lines, self.delay) = (number, metrics, lines, delay)
  }

  /// The signal `number`, `delay` microseconds after the child was started, whatever it does then.
  init(_ number: Int32, delay: UInt32) {
    (self.number, self.metrics, self.lines, self.delay) = (number, nil, 0, delay)
  }

  /// Begins to watch, from when the child has said on standard error that its run begins: until
  /// then the metrics are those that an earlier child left.
  func watch(_ child: Int32, errors: String) {
    Thread { [self] in
      while !isStopped.load(ordering: .acquiring) {
        if metrics.map({ count(errors) > 0 && count($0) >= lines }) ?? true {
          usleep(delay)
          if !isStopped.load(ordering: .acquiring) {
            kill(child, number)
            sent.store(true, ordering: .releasing)
          }
          return
        }
        usleep(500)
      }
    }.start()
  }

  /// Ends the watch.
  func stop() { isStopped.store(true, ordering: .releasing) }

  private func count(_ path: String) -> Int {
    guard let data = FileManager.default.contents(atPath: path) else { return 0 }
    return data.count { $0 == UInt8(ascii: "\n") }
  }
}
