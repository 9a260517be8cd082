/// What a process says of itself when it comes to the store.
struct Member: Hashable, Sendable {
  let host: String
  /// Where it answers whether it lives.
  let pulse: Pulse.Place

  /// As it stands in the store: the port, the address and the host.
  var text: String { "\(pulse.port) \(pulse.address) \(host)" }

  init(host: String, pulse: Pulse.Place) { (self.host, self.pulse) = (host, pulse) }

  init?(_ text: String) {
    let parts = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let port = UInt16(parts[0]) else { return nil }
    self.init(host: String(parts[2]), pulse: .init(address: String(parts[1]), port: port))
  }
}
