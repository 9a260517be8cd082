import Files
import Foundation

/// A socket that listens on a port of this machine that was free, and that nobody outside can reach.
final class LoopbackListener {
  static let host = "127.0.0.1"

  let descriptor: Int32
  let port: Int

  /// - Parameter name: What it is opened for, for messages.
  /// - Throws: `FileError` when the system gives no port.
  init(for name: String) throws(FileError) {
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = socket(AF_INET, kind, 0)
    guard descriptor >= 0 else { throw FileError.last("open a port for", name) }
    self.descriptor = descriptor
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr(Self.host)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(descriptor, address, length) == 0 && listen(descriptor, SOMAXCONN) == 0
          && getsockname(descriptor, address, &length) == 0 ? 0 : errno
      }
    }
    port = Int(UInt16(bigEndian: address.sin_port))
    guard code == 0 else {
      throw FileError.system(operation: "open a port for", path: name, code: code)
    }
  }

  deinit { close(descriptor) }
}
