import Foundation
import Sockets

/// A socket of 127.0.0.1 on which others connect, and nobody waits.
final class Listener {
  private let socket: ListeningSocket

  var descriptor: Int32 { socket.descriptor }
  /// The port, also where any was asked for.
  var port: UInt16 { socket.port }

  init(port wanted: UInt16) throws(LiveServerError) {
    do { socket = try ListeningSocket(port: wanted) } catch {
      throw LiveServerError(error.code, port: wanted)
    }
    Self.neitherWaitsNorIsInherited(socket.descriptor)
  }

  /// A connection that waits to be taken; `nil` where none does or can be, which `errno` says.
  func accept() -> Int32? {
    let connection = Foundation.accept(descriptor, nil, nil)
    guard connection >= 0 else { return nil }
    Self.neitherWaitsNorIsInherited(connection)
    return connection
  }

  private static func neitherWaitsNorIsInherited(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
  }
}
