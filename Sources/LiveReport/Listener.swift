import Foundation

/// A socket of 127.0.0.1 on which others connect.
final class Listener {
  let descriptor: Int32
  /// The port, also where any was asked for.
  let port: UInt16

  init(port wanted: UInt16) throws(LiveServerError) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw LiveServerError(errno, port: wanted) }
    Self.neitherWaitsNorIsInherited(descriptor)
    var yes: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = wanted.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = descriptor
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(descriptor, pointer, size) == 0 && listen(descriptor, 128) == 0
          && getsockname(descriptor, pointer, &size) == 0
      }
    }
    port = UInt16(bigEndian: address.sin_port)
    guard isListening else {
      let error = LiveServerError(errno, port: wanted)
      close(descriptor)
      throw error
    }
  }

  deinit { close(descriptor) }

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
