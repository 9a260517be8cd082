package import Watching
import Foundation

/// A server of the growing report of a folder, on this machine alone.
///
/// It listens on 127.0.0.1 and answers `GET /`, the page, and `GET /version`, by which the page learns
/// whether there is a newer one. One loop serves all connections as far as each of them goes: one that is
/// slow waits alone, until its time is over or others need its place.
package final class LiveServer {
  private let responder: Responder
  private let port: UInt16
  private let clock = ContinuousClock()
  /// The oldest first.
  private var connections: [Connection] = []
  private var nextAccept: ContinuousClock.Instant

  package init(_ report: GrowingReport, port: UInt16) {
    (responder, self.port) = (Responder(pages: LivePages(report)), port)
    nextAccept = clock.now
  }

  /// Serves until it is to end.
  ///
  /// - Parameters:
  ///   - isToEnd: Asked several times a second.
  ///   - listening: Called once it listens, with the address of the page.
  /// - Throws: `LiveServerError` where the port cannot be had.
  package func run(
    until isToEnd: () -> Bool = { false }, listening: (String) -> Void
  ) throws(LiveServerError) {
    let listener = try Listener(port: port)
    listening("http://127.0.0.1:\(listener.port)/")
    while !isToEnd() { serve(listener) }
    connections = []
  }

  /// The most connections: some descriptors are left for the files of the runs.
  private var mostConnections: Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 8 }
    return max(4, min(64, Int(clamping: limit.rlim_cur) / 4))
  }

  private func serve(_ listener: Listener) {
    let begin = clock.now
    connections.removeAll { $0.deadline < begin }
    var polled = connections.map { pollfd(fd: $0.descriptor, events: $0.awaited, revents: 0) }
    let accepts = nextAccept <= begin
    if accepts { polled.append(pollfd(fd: listener.descriptor, events: Int16(POLLIN), revents: 0)) }
    guard poll(&polled, nfds_t(polled.count), 100) > 0 else { return }
    for (connection, place) in zip(connections, polled) where place.revents != 0 {
      connection.goOn(responder)
    }
    connections.removeAll(where: \.isAtItsEnd)
    if accepts, polled.last?.revents != 0 { accept(listener) }
  }

  private func accept(_ listener: Listener) {
    while let descriptor = listener.accept() {
      if connections.count >= mostConnections { connections.removeFirst() }
      connections.append(Connection(descriptor))
    }
    guard errno != EAGAIN && errno != EINTR && errno != ECONNABORTED else { return }
    // No descriptor is left: one is given back, or soon will be.
    if !connections.isEmpty { connections.removeFirst() }
    nextAccept = clock.now + .milliseconds(100)
  }
}
