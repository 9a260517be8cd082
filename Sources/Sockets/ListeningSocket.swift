import Glibc

/// A socket on which others connect, and which no program inherits unless it is given to it.
package final class ListeningSocket: Sendable {
  package let descriptor: Int32
  /// The port, also where any was asked for.
  package let port: UInt16

  /// Listens at an address of this machine.
  ///
  /// - Parameters:
  ///   - address: In digits.
  ///   - wanted: The port; 0 for any that is free.
  /// - Throws: `SocketError` where the system does not allow it.
  package init(
    at address: String = SocketAddress.loopback, port wanted: UInt16 = 0
  ) throws(SocketError) {
    guard let place = SocketAddress(address, port: wanted) else {
      throw SocketError(code: EADDRNOTAVAIL)
    }
    guard let opened = place.listen() else { throw SocketError(code: errno) }
    guard let bound = SocketAddress(of: opened) else {
      let error = SocketError(code: errno)
      close(opened)
      throw error
    }
    (descriptor, port) = (opened, bound.port)
  }

  deinit { close(descriptor) }
}

/// Why a socket cannot be had.
package struct SocketError: Error, Hashable, Sendable {
  /// The system's number of the reason.
  package let code: Int32
}
