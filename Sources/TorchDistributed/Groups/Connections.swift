import CTorch
import Synchronization
import Torch

/// What the dispatcher has of collectives, which start a transfer; `wait` ends it.
private enum Ops {
  static let allReduce = Operator("_c10d_functional::all_reduce_")
  static let broadcast = Operator("_c10d_functional::broadcast_")
  static let allGather = Operator("_c10d_functional::all_gather_into_tensor")
  static let wait = Operator("_c10d_functional::wait_tensor")
}

/// Connections among some processes of a group, for collectives of one thread.
///
/// All of these processes call the same collectives in the same order. Two threads need two of these.
final class Connections: Sendable {
  let members: Members
  /// The processes by their numbers in the whole group.
  let ranks: [Int]
  private let name: String
  private let isClosed = Mutex(false)

  /// Connects this process to the others of `ranks`, all of which do the same.
  init(_ members: Members, _ ranks: [Int], name: String) throws(DistributedError) {
    (self.members, self.ranks, self.name) = (members, ranks, name)
    guard let own = ranks.firstIndex(of: members.rank) else {
      preconditionFailure("rank \(members.rank) is not among \(ranks)")
    }
    if let reason = members.join(name, as: own, of: ranks) {
      throw members.explain(reason, during: "the meeting of the processes")
    }
  }

  deinit { close() }

  /// Ends the connections, so that those who wait for this process do not wait longer.
  func close() {
    let wasClosed = isClosed.withLock { isClosed in
      defer { isClosed = true }
      return isClosed
    }
    if !wasClosed { ct_group_leave(name) }
  }

  /// Adds up the elements of all ranks, in place; `tensor` is dense.
  func allReduce(_ tensor: Tensor, _ purpose: String) throws(DistributedError) {
    try attempt(purpose) { () throws(OperatorFailure) in
      try Ops.allReduce.attempt(tensor, "sum", name)
      try Ops.wait.attempt(tensor)
    }
  }

  /// Overwrites `tensor` with that of the process `root` among ``ranks``, in place; it is dense.
  func broadcast(
    _ tensor: Tensor, from root: Int, _ purpose: String
  ) throws(DistributedError) {
    try attempt(purpose) { () throws(OperatorFailure) in
      try Ops.broadcast.attempt(tensor, root, name)
      try Ops.wait.attempt(tensor)
    }
  }

  /// The tensors `[N]` of all processes, one after the other.
  func allGather(_ tensor: Tensor, _ purpose: String) throws(DistributedError) -> Tensor {
    try attempt(purpose) { () throws(OperatorFailure) in
      let all = try Ops.allGather.attemptResult(tensor, ranks.count, name)
      try Ops.wait.attempt(all)
      return all
    }
  }

  private func attempt<Result>(
    _ purpose: String, _ body: () throws(OperatorFailure) -> Result
  ) throws(DistributedError) -> Result {
    if let known = members.knownFailure { throw known }
    do throws(OperatorFailure) {
      return try members.waiting { () throws(OperatorFailure) in try withoutGrad(body) }
    } catch {
      throw members.explain(error.message.firstSentence, during: purpose)
    }
  }
}
