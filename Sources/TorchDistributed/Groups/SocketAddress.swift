import Glibc

/// An address in digits with its port, as sockets take it.
struct SocketAddress {
  private var storage = sockaddr_storage()
  private var size = socklen_t(MemoryLayout<sockaddr_storage>.size)

  /// The address `text`, such as `10.0.0.1` or `::1`; `nil` if it is none.
  init?(_ text: String, port: UInt16) {
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
  init?(of socket: Int32) {
    let succeeded = withUnsafeMutablePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        getsockname(socket, $0, &size) == 0
      }
    }
    if !succeeded { return nil }
  }

  /// The port; both families have it in the same place.
  var port: UInt16 {
    withUnsafeBytes(of: storage) { UInt16(bigEndian: $0.load(fromByteOffset: 2, as: UInt16.self)) }
  }

  /// A new socket that listens here.
  func listen() -> Int32? {
    open(Int32(SOCK_CLOEXEC.rawValue)) { bind($0, $1, $2) == 0 && Glibc.listen($0, 64) == 0 }
  }

  /// A new socket on its way here, for which nothing waits; `nil` if it is refused at once.
  func connect() -> Int32? {
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
    close(socket)
    return nil
  }
}
