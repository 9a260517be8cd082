import EngineProtocol
import Foundation
import Synchronization

/// A signal for a child that trains, sent once its metrics have so many lines.
///
/// A thread of its own watches, as tests may keep those of Swift's tasks busy.
final class Interruption: ChildWatcher {
  private let number: Int32
  private let metrics: String?
  private let lines: Int
  private let delay: UInt32
  private let rank: Int?
  private let isStopped = Atomic(false)
  private let sent = Atomic(false)
  private let gone = Mutex<Double?>(nil)

  /// Whether the signal was sent.
  var isSent: Bool { sent.load(ordering: .acquiring) }

  /// How many seconds after the signal for one of them the last process of the run was gone; it is waited for.
  var secondsUntilGone: Double? {
    let end = Date().addingTimeInterval(60)
    while gone.withLock({ $0 }) == nil, Date() < end { usleep(1000) }
    return gone.withLock { $0 }
  }

  /// The signal `number`, `delay` microseconds after the file `metrics` has `lines` lines; for the process
  /// `rank` of the run, or for the child itself.
  init(_ number: Int32, metrics: String, lines: Int, delay: UInt32 = 0, rank: Int? = nil) {
    (self.number, self.metrics, self.lines, self.delay) = (number, metrics, lines, delay)
    self.rank = rank
  }

  /// The signal `number`, `delay` microseconds after the child was started, whatever it does then.
  init(_ number: Int32, delay: UInt32) {
    (self.number, self.metrics, self.lines, self.delay) = (number, nil, 0, delay)
    rank = nil
  }

  /// Begins to watch, from when the child has said on standard error that its run begins: until
  /// then the metrics are those that an earlier child left.
  func watch(_ child: Int32, errors: String) {
    Thread { [self] in
      while !isStopped.load(ordering: .acquiring) {
        if metrics.map({ count(errors) > 0 && count($0) >= lines }) ?? true {
          usleep(delay)
          if !isStopped.load(ordering: .acquiring) { send(to: child) }
          return
        }
        usleep(500)
      }
    }.start()
  }

  private func send(to child: Int32) {
    guard let rank else {
      kill(child, number)
      return sent.store(true, ordering: .releasing)
    }
    let processes = ProcessList.ranks(of: child)
    guard let process = processes[rank] else { return }
    let start = ContinuousClock.now
    kill(process, number)
    sent.store(true, ordering: .releasing)
    let end = start + .seconds(60)
    while processes.values.contains(where: ProcessList.lives), ContinuousClock.now < end {
      usleep(1000)
    }
    gone.withLock { $0 = (ContinuousClock.now - start) / .seconds(1) }
  }

  /// Ends the watch.
  func stop() { isStopped.store(true, ordering: .releasing) }

  private func count(_ path: String) -> Int {
    guard let data = FileManager.default.contents(atPath: path) else { return 0 }
    return data.count { $0 == UInt8(ascii: "\n") }
  }
}
