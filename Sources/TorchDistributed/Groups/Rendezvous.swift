import CTorch
import Foundation
import Settings

/// The store in which the processes of a run find each other, and leave word when they fail.
///
/// It is c10d's TCPStore, on a port of rank 0's host or of the launcher's agent.
final class Rendezvous: Sendable {
  /// What asking for a key comes to.
  enum Answer: Equatable {
    case value(String)
    /// Nobody has set the key.
    case absent
    /// The store does not answer any more.
    case unreachable(String)
  }

  // Unchecked: c10d's store has a lock of its own, and the pointer is never written after `init`.
  private struct Handle: @unchecked Sendable { let pointer: CTRendezvous }
  private let handle: Handle

  /// Whether the store lies in this process.
  let isServed: Bool

  /// Opens the store where this process is to have it, and connects to it.
  init(
    _ environment: ProcessEnvironment, name: String, timeout: Duration
  ) throws(DistributedError) {
    let isServed = environment.rank == 0 && !environment.hasAgentStore
    var opened: CTRendezvous?
    let succeeded = name.withCString { name in
      environment.host.withCString { host in
        var meeting = CTMeeting(
          name: name, host: host, port: UInt16(clamping: environment.port), serves: isServed,
          listener: environment.listener ?? -1, size: Int32(environment.size),
          timeout: timeout.milliseconds)
        return ct_rendezvous(&meeting, &opened)
      }
    }
    guard succeeded, let opened else {
      let reason = String(cString: ct_error()).firstSentence
      let isPort = ["bind", "listen", "in use"].contains { reason.contains($0) }
      throw isServed && isPort
        ? .cannotListen(port: environment.port, reason: reason)
        : .noRendezvous(
          rank: environment.rank, host: environment.host, port: environment.port,
          timeout: timeout, reason: reason)
    }
    (handle, self.isServed) = (Handle(pointer: opened), isServed)
  }

  deinit { ct_rendezvous_release(handle.pointer) }

  /// Listens for other processes at `address`; returns why not, if not.
  func bind(to address: String) -> String? {
    ct_rendezvous_bind(handle.pointer, address) ? nil : String(cString: ct_error()).firstSentence
  }

  /// Joins the group `name` as process `rank` of `size`; returns why not, if not.
  func join(
    _ name: String, as rank: Int, of size: Int, timeout: Duration, _ backend: Backend
  ) -> String? {
    let succeeded = ct_group_join(
      handle.pointer, name, Int32(rank), Int32(size), timeout.milliseconds, backend == .nccl)
    return succeeded ? nil : String(cString: ct_error()).firstSentence
  }

  /// Sets a key for all; whether the store took it.
  @discardableResult func set(_ key: String, _ value: String) -> Bool {
    var value = value
    return value.withUTF8 { ct_rendezvous_set(handle.pointer, key, $0.baseAddress, $0.count) }
  }

  /// Waits until all of some processes have said that they know why the group fails.
  func awaitSeen(by ranks: [Int], within timeout: Duration) {
    let end = ContinuousClock.now + timeout
    for rank in ranks {
      let left = end - .now
      guard left > .zero else { return }
      _ = get("seen/\(rank)", within: left)
    }
  }

  /// What a key is set to, by anyone, before `timeout` is over.
  func get(_ key: String, within timeout: Duration) -> Answer {
    var bytes: UnsafeMutableRawPointer?
    var count = 0
    guard ct_rendezvous_get(handle.pointer, key, timeout.milliseconds, &bytes, &count) else {
      let reason = String(cString: ct_error()).firstSentence
      return reason.contains("wait timeout") ? .absent : .unreachable(reason)
    }
    defer { free(bytes) }
    return .value(
      String(decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self))
  }
}

extension String {
  /// The first sentence or line: c10d goes on with advice and origins.
  var firstSentence: String {
    let line = self[..<(firstIndex(of: "\n") ?? endIndex)]
    return String(line[..<(line.range(of: ". ")?.lowerBound ?? line.endIndex)])
      .trimmingCharacters(in: CharacterSet(charactersIn: ". "))
  }
}
