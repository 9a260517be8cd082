import Glibc

/// The address of this machine on the way to another.
///
/// The machine's own name is no help: it often stands for 127.0.1.1.
enum LocalAddress {
  /// The address at which other processes reach this one.
  ///
  /// - Parameters:
  ///   - host: where the processes meet; the address is the one from which this machine goes there.
  ///   - isShared: whether processes on other machines have to reach the address, so that it must not be
  ///     the loopback's.
  ///   - interface: a network interface to take instead.
  /// - Returns: an address in digits; `nil` where there is none.
  static func toward(_ host: String, isShared: Bool, interface: String? = nil) -> String? {
    if let interface { return of(interface) }
    let found = sourceAddress(toward: host)
    guard isShared, let found, isLoopback(found) else { return found }
    return addresses { _ in true }.first { !isLoopback($0) } ?? found
  }

  /// The address of a network interface that is up; `nil` where there is none.
  static func of(_ interface: String) -> String? { addresses { $0 == interface }.first }

  private static func isLoopback(_ address: String) -> Bool {
    address.hasPrefix("127.") || address == "::1"
  }

  /// The source of a datagram to `host`; none is sent.
  private static func sourceAddress(toward host: String) -> String? {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_DGRAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, "9", &hints, &list) == 0 else { return nil }
    defer { freeaddrinfo(list) }
    for entry in sequence(first: list, next: { $0?.pointee.ai_next }) {
      guard let info = entry?.pointee else { break }
      let socket = socket(info.ai_family, info.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), 0)
      guard socket >= 0 else { continue }
      defer { close(socket) }
      guard connect(socket, info.ai_addr, info.ai_addrlen) == 0 else { continue }
      var storage = sockaddr_storage()
      var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
      let name = withUnsafeMutablePointer(to: &storage) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
          getsockname(socket, address, &size) == 0 ? text(of: address, size) : nil
        }
      }
      if let name { return name }
    }
    return nil
  }

  /// The addresses of interfaces that are up, IPv4 first.
  private static func addresses(of isWanted: (String) -> Bool) -> [String] {
    var list: UnsafeMutablePointer<ifaddrs>?
    guard getifaddrs(&list) == 0 else { return [] }
    defer { freeifaddrs(list) }
    var found: [Int32: [String]] = [:]
    for entry in sequence(first: list, next: { $0?.pointee.ifa_next }) {
      guard let interface = entry?.pointee else { break }
      guard let address = interface.ifa_addr, interface.ifa_flags & UInt32(IFF_UP) != 0,
        isWanted(String(cString: interface.ifa_name))
      else { continue }
      let family = Int32(address.pointee.sa_family)
      let size =
        family == AF_INET ? MemoryLayout<sockaddr_in>.size : MemoryLayout<sockaddr_in6>.size
      guard family == AF_INET || family == AF_INET6, let name = text(of: address, socklen_t(size))
      else { continue }
      found[family, default: []].append(name)
    }
    return found[AF_INET, default: []] + found[AF_INET6, default: []]
  }

  private static func text(of address: UnsafePointer<sockaddr>, _ size: socklen_t) -> String? {
    var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    guard getnameinfo(address, size, &host, socklen_t(host.count), nil, 0, NI_NUMERICHOST) == 0
    else { return nil }
    return String(decoding: host.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
