package import CentralizeOptions
import Foundation
import Streams
import Synchronization

/// The line between a run's process and the process that started it.
///
/// The environment names the descriptor of a socket. The run writes its events there, and hears from there what it
/// is to make next, if it is to make several; that the socket ends means that the one who started it is gone, and
/// then the run ends at once, so that no run goes on that nobody waits for while its grid is started again.
package enum Supervision {
  package static let variable = "CENTRALIZE_SUPERVISOR"

  /// The descriptor of this process; `nil` where nobody asked for events.
  package static var descriptor: Int32? {
    guard let number = getenv(variable).flatMap({ Int32(String(cString: $0)) }),
      fcntl(number, F_GETFD) >= 0
    else { return nil }
    return number
  }

  /// The descriptor of the lock that the one who started this process has on the folder of its grid; `nil`
  /// where nobody did.
  package static var lock: Int32? { descriptor.map { _ in lockDescriptor } }

  /// The number that the lock gets.
  static let lockDescriptor: Int32 = 4

  /// What was asked for, and not yet taken.
  private static let requests = Mutex<[Data]>([])
  private static let requestCount = DispatchSemaphore(value: 0)

  /// Ends this process when the other end of the socket is closed; what is asked for there waits for `nextRequest`.
  package static func endWithSupervisor() {
    guard let descriptor else { return }
    Thread.detachNewThread {
      let reader = LineReader(descriptor)
      while !reader.isAtEnd {
        for line in reader.lines() {
          requests.withLock { $0.append(line) }
          requestCount.signal()
        }
      }
      _exit(1)
    }
  }

  /// What the one who started this process asks for next, which is waited for.
  ///
  /// - Throws: `OptionsError` where it is no request.
  package static func nextRequest() throws(OptionsError) -> EngineRequest {
    requestCount.wait()
    let line = requests.withLock { $0.removeFirst() }
    return try EngineRequest(encoded: String(decoding: line, as: UTF8.self))
  }

  /// Tells the one who started this process, if that was asked for.
  package static func report(_ event: RunEvent) {
    guard let descriptor, let line = try? event.line() else { return }
    // Where nobody listens any more, `endWithSupervisor` sees to it.
    _ = writeAll(Array(line), to: descriptor)
  }
}
