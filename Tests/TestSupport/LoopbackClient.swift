import Foundation

/// A connection to a server on this machine that does no more than it is told.
public final class LoopbackClient: Sendable {
  /// The open socket.
  public let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)

  /// Connects to a port.
  public init(port: UInt16) throws {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isConnected = withUnsafePointer(to: &address) { [descriptor] pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
    }
    guard isConnected == 0 else { throw POSIXError(.ECONNREFUSED) }
  }

  deinit { close(descriptor) }

  /// Sends a text; whether all of it went.
  @discardableResult public func send(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return Foundation.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
  }

  /// Whether the server closes the connection within some seconds.
  public func isClosedByServer() -> Bool {
    var place = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    var byte: UInt8 = 0
    return poll(&place, 1, 5000) == 1 && recv(descriptor, &byte, 1, 0) <= 0
  }
}
