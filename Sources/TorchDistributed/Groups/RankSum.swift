import Torch

/// The sum over all processes of a group, in an order that does not depend on their number.
///
/// For 2ᵏ processes it is the balanced tree, ((0 + 1) + (2 + 3)) + ((4 + 5) + (6 + 7)), for every element:
/// at stage s a process adds what it and the process with another bit s have, as addition of two does not
/// depend on their order. For other sizes it is the order of libtorch, in which it matters where in a
/// tensor an element lies.
struct RankSum: Sendable {
  private let stages: [Connections]

  /// Connects this process to its partners of each stage, by connections called `name`.
  init(_ members: Members, name: String) throws(DistributedError) {
    let size = members.size
    var stages: [Connections] = []
    if size & (size - 1) == 0 {
      for bit in sequence(first: 1, next: { $0 * 2 }).prefix(while: { $0 < size }) {
        let pair = [members.rank & ~bit, members.rank | bit]
        stages.append(try Connections(members, pair, name: "\(name)/\(bit)/\(pair[0])"))
      }
    } else {
      stages.append(try Connections(members, Array(0..<size), name: name))
    }
    self.stages = stages
  }

  /// Adds up the elements of all processes, in place.
  func add(_ tensor: Tensor, _ purpose: String) throws(DistributedError) {
    for stage in stages { try stage.allReduce(tensor, purpose) }
  }

  func close() { for stage in stages { stage.close() } }
}
