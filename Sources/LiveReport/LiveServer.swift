package import Watching
import FlyingFox
import FlyingSocks
import Foundation

/// A server of the growing report of a folder, on this machine alone.
///
/// It listens on 127.0.0.1 and answers `GET /`, the page, and `GET /version`, by which the page learns
/// whether there is a newer one.
package struct LiveServer: Sendable {
  private let server: HTTPServer
  private let port: UInt16

  /// A server of a report, which nobody else uses from here on.
  package init(_ report: sending GrowingReport, port: UInt16) throws(LiveServerError) {
    self.port = port
    do {
      let address = try sockaddr_in.inet(ip4: "127.0.0.1", port: port)
      server = HTTPServer(
        address: address, timeout: Self.patience, logger: .disabled,
        handler: Responder(pages: LivePages(report)))
    } catch { throw .system("\(error)") }
  }

  /// Seconds that working out a page may take: statistics of large grids, on a busy machine.
  private static let patience = 120.0

  /// Serves until the task is cancelled.
  ///
  /// - Parameter listening: Called once it listens, with the address of the page.
  /// - Throws: `LiveServerError` where the port cannot be had.
  package func run(listening: @escaping @Sendable (String) -> Void) async throws {
    do {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await server.run() }
        group.addTask {
          try await server.waitUntilListening(timeout: Self.patience)
          guard case .ip4(let host, let port) = await server.listeningAddress else { return }
          listening("http://\(host):\(port)/")
        }
        // One by one, as the first that fails has to end the other.
        while try await group.next() != nil {}
      }
    } catch let error as SocketError { throw LiveServerError(error, port: port) }
  }
}
