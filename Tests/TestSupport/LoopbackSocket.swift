import Foundation

/// A socket on 127.0.0.1 that listens on a port of its own.
package final class LoopbackSocket: Sendable {
  package let descriptor: Int32
  package let port: UInt16

  package init() throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let (own, length) = (descriptor, size)
    let succeeded = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(own, $0, length) == 0 && listen(own, 64) == 0 && getsockname(own, $0, &size) == 0
      }
    }
    port = UInt16(bigEndian: address.sin_port)
    if !succeeded { throw POSIXError(.EADDRINUSE) }
  }

  deinit { close(descriptor) }
}
