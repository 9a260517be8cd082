import Foundation
public import Settings

/// The processes that train together, as one of them sees them.
///
///     let environment = try ProcessEnvironment.read(ProcessInfo.processInfo.environment)
///     let group = try environment.map { try ProcessGroup($0) } ?? ProcessGroup()
///     let mine = group.share(of: 8)
///     …
///     try group.allReduce(losses)
///     group.leave()
///
/// All processes call the same collectives in the same order. A group of one does nothing in them, and
/// needs no network. Where another process ends, stops or is cut off, a collective throws, at once or after
/// the timeout, and so does every one after it.
///
/// SIGPIPE is ignored from then on, unless the program has a handler of its own.
///
/// The port on which the processes find each other is not authenticated, nor are their connections, and
/// nothing is encrypted: whoever reaches them can read and change what is trained. They belong on a private
/// network.
public final class ProcessGroup {
  /// The number of this process, from 0.
  public let rank: Int
  /// The number of processes.
  public let size: Int
  /// The names of the processes' machines, by rank.
  public let hosts: [String]

  /// What there is in a group of more than one.
  struct Network {
    let members: Members
    let all: Connections
  }
  let network: Network?
  private let name: String
  /// Connections for sums: those of the collectives here, and those of other threads.
  private(set) var sums: [RankSum] = []

  /// A group of one.
  public init() {
    (rank, size, name, network) = (0, 1, "", nil)
    hosts = [ProcessEnvironment.hostName]
  }

  /// Joins the group that `environment` describes, with all its other processes.
  ///
  /// - Parameters:
  ///   - environment: which of the processes this is, and where they meet.
  ///   - name: keeps apart the groups of one process, or of processes that meet at one port.
  ///   - timeout: how long to wait for others, here and in every collective.
  ///   - backend: what carries the collectives; the same in all processes.
  /// - Throws: `DistributedError` when the processes do not find each other in time.
  public init(
    _ environment: ProcessEnvironment, name: String = "run", timeout: Duration = .seconds(600),
    backend: Backend = .gloo
  ) throws(DistributedError) {
    precondition(timeout >= .milliseconds(1), "a timeout of \(timeout)")
    // A launcher's store outlives the processes that it starts again: what the last ones left is not for these.
    let name = "\(name)/\(environment.restartCount)"
    let members = try Members(environment, name: name, timeout: timeout, backend)
    let all = try Connections(members, Array(0..<members.size), name: name)
    network = Network(members: members, all: all)
    (rank, size, hosts) = (members.rank, members.size, members.hosts)
    self.name = name
    sums = [try RankSum(members, name: name + "/sum")]
  }

  deinit { leave() }

  /// Leaves the group; to be called when no collective is left for any process.
  ///
  /// Rank 0 of a group that failed waits a second at most, until the others have read why.
  public func leave() {
    network?.all.close()
    for sum in sums { sum.close() }
    network?.members.lingerAfterFailure()
  }

  /// Tells the other processes why this one ends, as far as they can be told; their collectives throw
  /// `DistributedError.peerFailed` with this process, its host and the sentence.
  ///
  /// For an error of this process alone; what a collective threw is known to the others.
  public func fail(_ sentence: String) { network?.members.fail(sentence) }

  /// The contiguous share of `count` things that is this process's: the same number for each, and one more
  /// for the first ones where `count` leaves a rest.
  public func share(of count: Int) -> Range<Int> { share(of: count, for: rank) }

  /// The share of `count` things that is the process `rank`'s.
  public func share(of count: Int, for rank: Int) -> Range<Int> {
    let (quotient, rest) = count.quotientAndRemainder(dividingBy: size)
    let start = rank * quotient + min(rank, rest)
    return start..<start + quotient + (rank < rest ? 1 : 0)
  }

  /// A sum over the processes for another thread, called in the same order by all; `nil` in a group of one.
  func makeSum() throws(DistributedError) -> RankSum? {
    guard let network else { return nil }
    let sum = try RankSum(network.members, name: "\(name)/sum\(sums.count)")
    sums.append(sum)
    return sum
  }
}
