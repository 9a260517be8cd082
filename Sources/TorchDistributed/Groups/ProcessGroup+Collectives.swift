public import Foundation
public import Torch

extension ProcessGroup {
  /// Replaces every element of `tensor` by its sum over all processes, in place.
  ///
  /// For 2ᵏ processes the sum is the balanced tree over the ranks, ((0 + 1) + (2 + 3)) + …, so that it is
  /// the same, bit for bit, as in one process that adds in this order. For other numbers the order is
  /// libtorch's.
  ///
  /// - Parameters:
  ///   - tensor: on the CPU, or on each process's CUDA device; of the same shape and type in all processes.
  ///   - purpose: what it is for, as messages say it.
  /// - Throws: `DistributedError` when another process is gone or silent.
  public func allReduce(
    _ tensor: Tensor, _ purpose: String = "an all-reduce"
  ) throws(DistributedError) {
    guard let sum = sums.first else { return }
    try inDenseMemory(tensor) { dense throws(DistributedError) in try sum.add(dense, purpose) }
  }

  /// Overwrites `tensor` by that of process `root`, in place.
  ///
  /// - Parameters:
  ///   - tensor: on the CPU, or on each process's CUDA device; of the same shape and type in all processes.
  ///   - root: whose values all get.
  ///   - purpose: what it is for, as messages say it.
  /// - Throws: `DistributedError` when another process is gone or silent.
  public func broadcast(
    _ tensor: Tensor, from root: Int = 0, _ purpose: String = "a broadcast"
  ) throws(DistributedError) {
    guard let all = network?.all else { return }
    try inDenseMemory(tensor) { dense throws(DistributedError) in
      try all.broadcast(dense, from: root, purpose)
    }
  }

  /// The bytes of process `root`, in all processes.
  ///
  /// - Parameters:
  ///   - bytes: what is sent; only `root`'s count.
  ///   - root: whose bytes all get.
  ///   - purpose: what it is for, as messages say it.
  /// - Returns: `root`'s bytes.
  /// - Throws: `DistributedError` when another process is gone or silent.
  public func broadcast(
    _ bytes: Data, from root: Int = 0, _ purpose: String = "a broadcast"
  ) throws(DistributedError) -> Data {
    guard let all = network?.all else { return bytes }
    let count = Tensor([bytes.count])
    try all.broadcast(count, from: root, purpose)
    guard count.intItem > 0 else { return Data() }
    let tensor =
      rank == root ? Tensor(bytes) : Tensor.zeros([count.intItem], dtype: .uint8)
    try all.broadcast(tensor, from: root, purpose)
    return tensor.withBytes { Data($0) }
  }

  /// The bytes of every process, by rank, in all processes.
  ///
  /// - Parameters:
  ///   - bytes: those of this process; their number may differ.
  ///   - purpose: what it is for, as messages say it.
  /// - Returns: one value for each process.
  /// - Throws: `DistributedError` when another process is gone or silent.
  public func gather(
    _ bytes: Data, _ purpose: String = "a gathering"
  ) throws(DistributedError) -> [Data] {
    guard let all = network?.all else { return [bytes] }
    let counts = try all.allGather(Tensor([bytes.count]), purpose).array(of: Int.self)
    let most = counts.max() ?? 0
    guard most > 0 else { return counts.map { _ in Data() } }
    let padded = Tensor(bytes + Data(count: most - bytes.count))
    let gathered = try all.allGather(padded, purpose)
    return gathered.withBytes { memory in
      counts.enumerated().map { Data(memory[$0 * most..<$0 * most + $1]) }
    }
  }

  /// The numbers of every process, by rank, in all processes; bit for bit.
  ///
  /// - Parameters:
  ///   - values: those of this process; their number may differ.
  ///   - purpose: what it is for, as messages say it.
  /// - Returns: one list for each process.
  /// - Throws: `DistributedError` when another process is gone or silent.
  public func gather(
    _ values: [Double], _ purpose: String = "a gathering"
  ) throws(DistributedError) -> [[Double]] {
    try gather(values.withUnsafeBytes { Data($0) }, purpose).map { bytes in
      [Double](unsafeUninitializedCapacity: bytes.count / 8) { buffer, count in
        count = bytes.copyBytes(to: buffer) / 8
      }
    }
  }

  /// Gives `body` the elements of `tensor` in dense memory, and takes what it makes of them.
  private func inDenseMemory(
    _ tensor: Tensor, _ body: (Tensor) throws(DistributedError) -> Void
  ) throws(DistributedError) {
    let plain = tensor.detached()
    let dense = plain.contiguous()
    try body(dense)
    if !dense.isSame(as: plain) { plain.copy(from: dense) }
  }
}

extension Tensor {
  /// A copy of `bytes`, `[N]`.
  fileprivate convenience init(_ bytes: Data) { self.init([UInt8](bytes)) }
}
