/// Why processes cannot train together, or no longer.
public enum DistributedError: Error, Hashable, Sendable {
  /// A process of a group, as messages name it.
  public struct Peer: Hashable, Sendable, CustomStringConvertible {
    /// Its number.
    public let rank: Int
    /// The name of its machine; `nil` where it has not said it.
    public let host: String?

    /// As in `rank 1 on node-2`.
    public var description: String { "rank \(rank)" + (host.map { " on \($0)" } ?? "") }
  }

  /// Nobody answers where the processes were to find each other.
  case noRendezvous(rank: Int, host: String, port: Int, timeout: Duration, reason: String)
  /// Rank 0 cannot listen on the port.
  case cannotListen(port: Int, reason: String)
  /// Some processes have not come.
  case missing(ranks: [Int], rank: Int, timeout: Duration)
  /// A process has no connection to the others.
  case notConnected(rank: Int, reason: String)
  /// A process has ended, or its connection was cut.
  case lost(peers: [Peer], collective: String, rank: Int)
  /// A process has not answered in time.
  case silent(peers: [Peer], collective: String, rank: Int, timeout: Duration)
  /// All processes live, but not all have come to a collective in time.
  case late(peers: [Peer], collective: String, rank: Int, timeout: Duration)
  /// Another process has said why it ends.
  case peerFailed(String)
  /// A collective has failed for a reason of its own.
  case failed(collective: String, rank: Int, reason: String)
}

extension DistributedError {
  /// The processes that a collective lost, as far as they are known.
  public var peers: [Peer] {
    switch self {
    case .lost(let peers, _, _), .silent(let peers, _, _, _), .late(let peers, _, _, _): peers
    default: []
    }
  }
}

extension DistributedError: CustomStringConvertible {
  /// One sentence for the user.
  public var description: String {
    switch self {
    case .noRendezvous(let rank, let host, let port, let timeout, let reason):
      "rank \(rank) found no rank 0 at \(host), port \(port), within \(timeout.inSeconds) (\(reason)); "
        + "check MASTER_ADDR and MASTER_PORT, and that rank 0 runs"
    case .cannotListen(let port, let reason):
      "rank 0 cannot listen on port \(port): \(reason); set MASTER_PORT to a free one"
    case .missing(let ranks, let rank, let timeout):
      "rank \(rank) waited \(timeout.inSeconds) for \(list(ranks)), which did not come; check that as many "
        + "processes were started as WORLD_SIZE says"
    case .notConnected(let rank, let reason):
      "rank \(rank) cannot reach the other processes (\(reason)); GLOO_SOCKET_IFNAME names the network "
        + "interface to take"
    case .lost(let peers, let collective, let rank):
      "\(list(peers)) ended, or was cut off from rank \(rank), during \(collective)"
    case .silent(let peers, let collective, let rank, let timeout):
      "\(list(peers)) did not answer rank \(rank) within \(timeout.inSeconds) during \(collective)"
    case .late(let peers, let collective, let rank, let timeout):
      "\(list(peers)) did not come to \(collective), in which rank \(rank) waited \(timeout.inSeconds), though "
        + "all processes are alive; --timeout lets them wait longer"
    case .peerFailed(let text): text
    case .failed(let collective, let rank, let reason):
      "rank \(rank) failed during \(collective): \(reason)"
    }
  }
}

private func list(_ ranks: [Int]) -> String {
  (ranks.count == 1 ? "rank " : "ranks ") + ranks.map(String.init).joined(separator: ", ")
}

private func list(_ peers: [DistributedError.Peer]) -> String {
  switch peers.count {
  case 0: "a process"
  case 1...3: peers.map(\.description).joined(separator: " or ")
  default: "one of the ranks " + peers.map { "\($0.rank)" }.joined(separator: ", ")
  }
}

extension Duration {
  /// As in `2 s` or `0.5 s`.
  var inSeconds: String {
    let seconds = self / .seconds(1)
    return seconds == seconds.rounded() ? "\(Int(seconds)) s" : "\(seconds) s"
  }

  /// In whole milliseconds.
  var milliseconds: Int64 { Int64((self / .milliseconds(1)).rounded(.up)) }
}
