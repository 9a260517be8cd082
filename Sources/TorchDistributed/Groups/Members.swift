import Foundation
import Settings
import Synchronization

/// The processes of a group as one of them sees them: who they are, and what became of them.
final class Members: Sendable {
  let rank: Int
  let hosts: [String]
  let timeout: Duration
  let rendezvous: Rendezvous
  /// Which rank has the store, so that the store's end is that rank's end.
  private let storesAtRankZero: Bool
  private let failure = Mutex<DistributedError?>(nil)

  var size: Int { hosts.count }

  /// Why no collective succeeds any more; `nil` while all is well.
  var knownFailure: DistributedError? { failure.withLock { $0 } }

  /// Waits for all processes to come to the store, and connects this one to the network.
  init(
    _ environment: ProcessEnvironment, name: String, timeout: Duration
  ) throws(DistributedError) {
    let start = ContinuousClock.now
    let rendezvous = try Rendezvous(environment, name: name, timeout: timeout)
    let rank = environment.rank
    rendezvous.set("host/\(rank)", ProcessInfo.processInfo.hostName)
    var hosts: [String] = []
    var missing: [Int] = []
    for other in 0..<environment.size {
      let left = max(timeout - (ContinuousClock.now - start), .milliseconds(10))
      switch rendezvous.get("host/\(other)", within: left) {
      case .value(let host): hosts.append(host)
      case .absent: missing.append(other)
      case .unreachable(let reason):
        throw .noRendezvous(
          rank: rank, host: environment.host, port: environment.port, timeout: timeout,
          reason: reason)
      }
    }
    guard missing.isEmpty else { throw .missing(ranks: missing, rank: rank, timeout: timeout) }
    let isNamed = ProcessInfo.processInfo.environment["GLOO_SOCKET_IFNAME"] != nil
    let address =
      isNamed
      ? nil : LocalAddress.toward(environment.host, isShared: Set(hosts).count > 1)
    if let reason = rendezvous.bind(to: address) { throw .notConnected(rank: rank, reason: reason) }
    (self.rank, self.hosts, self.timeout, self.rendezvous) = (rank, hosts, timeout, rendezvous)
    storesAtRankZero = !environment.hasAgentStore
  }

  func peer(_ rank: Int) -> DistributedError.Peer { .init(rank: rank, host: hosts[rank]) }

  /// Leaves word for the others that this process fails, unless somebody failed before.
  func fail(_ sentence: String) {
    let isFirst = failure.withLock { failure in
      defer { failure = failure ?? .peerFailed("\(peer(rank)): \(sentence)") }
      return failure == nil
    }
    if isFirst { post("\(peer(rank)): \(sentence)") }
  }

  /// What is to be said of a collective that has failed here, with c10d's message.
  ///
  /// The cause is often far away, as the failure of one process ends the next: whoever sees a process gone
  /// leaves word, and the others say the same. Who has an error says first that it is alive, so that
  /// those who are waited for are not taken for those who are lost.
  func explain(
    _ message: String, during collective: String, among ranks: [Int]
  ) -> DistributedError {
    if let known = knownFailure { return known }
    let error = find(message, collective, among: ranks.filter { $0 != rank })
    return failure.withLock { failure in
      failure = failure ?? error
      return failure ?? error
    }
  }

  private func find(
    _ message: String, _ collective: String, among others: [Int]
  ) -> DistributedError {
    let isTimeout = message.contains("imed out") || message.contains("imeout")
    func error(_ suspects: [Int]) -> DistributedError {
      let peers = suspects.map(peer)
      return isTimeout
        ? .silent(peers: peers, collective: collective, rank: rank, timeout: timeout)
        : .lost(peers: peers, collective: collective, rank: rank)
    }
    let isNetwork = isTimeout || message.contains("onnection") || message.contains("error")
    rendezvous.set("alive/\(rank)", "")
    var waiting = others
    let end = ContinuousClock.now + .milliseconds(isTimeout ? 1000 : 600)
    // A process at the other end of the only connection is known to be gone.
    let isCertain = !isTimeout && others.count == 1
    repeat {
      switch rendezvous.get("failure", within: .milliseconds(100)) {
      case .value(let text):
        rendezvous.set("seen/\(rank)", "")
        return .peerFailed(text)
      case .absent: break
      case .unreachable:
        return error(storesAtRankZero && rank != 0 ? [0] : waiting)
      }
      waiting.removeAll { rendezvous.get("alive/\($0)", within: .milliseconds(1)) == .value("") }
    } while !isCertain && !waiting.isEmpty && ContinuousClock.now < end
    guard isNetwork else { return .failed(collective: collective, rank: rank, reason: message) }
    let found = error(waiting)
    post(found.description)
    return found
  }

  private func post(_ text: String) {
    guard rendezvous.get("failure", within: .milliseconds(1)) == .absent else { return }
    rendezvous.set("failure", text)
  }

  /// Keeps the store of a process that failed until the others have read why, for a second at most.
  func lingerAfterFailure() {
    guard rendezvous.isServed, knownFailure != nil else { return }
    let end = ContinuousClock.now + .seconds(1)
    for other in 0..<size where other != rank {
      let left = end - ContinuousClock.now
      guard left > .zero else { return }
      _ = rendezvous.get("seen/\(other)", within: left)
    }
  }
}
