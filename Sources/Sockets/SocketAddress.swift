import Glibc

/// An address in digits with its port, as sockets take it.
package struct SocketAddress {
  /// The address by which this machine, and no other, reaches itself.
  package static let loopback = "127.0.0.1"

  private var storage = sockaddr_storage()
  private var size = socklen_t(MemoryLayout<sockaddr_storage>.size)

  /// The address `text`, such as `10.0.0.1` or `::1`; `nil` if it is none.
  package init?(_ text: String, port: UInt16) {
    var hints = addrinfo()
    hints.ai_flags = AI_NUMERICHOST
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(text, "\(port)", &hints, &list) == 0, let found = list else { return nil }
    defer { freeaddrinfo(list) }
    size = found.pointee.ai_addrlen
    withUnsafeMutableBytes(of: &storage) { bytes in
      bytes.copyMemory(
        from: UnsafeRawBufferPointer(start: found.pointee.ai_addr, count: Int(size)))
    }
  }

  /// The address that a socket of this process is bound to.
  package init?(of socket: Int32) {
    let succeeded = withUnsafeMutablePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        getsockname(socket, $0, &size) == 0
      }
    }
    if !succeeded { return nil }
  }

  /// The port; both families have it in the same place.
  package var port: UInt16 {
    withUnsafeBytes(of: storage) { UInt16(bigEndian: $0.load(fromByteOffset: 2, as: UInt16.self)) }
  }

  /// A new socket that listens here; `nil` where that cannot be, which `errno` says.
  func listen() -> Int32? {
    let isChosen = port != 0
    return open(Int32(SOCK_CLOEXEC.rawValue)) { socket, address, size in
      if isChosen {
        // One that another program has just left is free.
        var yes: Int32 = 1
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
      }
      return bind(socket, address, size) == 0 && Glibc.listen(socket, SOMAXCONN) == 0
    }
  }

  /// A new socket on its way here, for which nothing waits; `nil` if it is refused at once, which `errno` says.
  package func connect() -> Int32? {
    open(Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)) {
      Glibc.connect($0, $1, $2) == 0 || errno == EINPROGRESS
    }
  }

  private func open(
    _ flags: Int32, _ use: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Bool
  ) -> Int32? {
    let socket = socket(Int32(storage.ss_family), Int32(SOCK_STREAM.rawValue) | flags, 0)
    guard socket >= 0 else { return nil }
    let succeeded = withUnsafePointer(to: storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { use(socket, $0, size) }
    }
    if succeeded { return socket }
    let code = errno
    close(socket)
    errno = code
    return nil
  }
}
