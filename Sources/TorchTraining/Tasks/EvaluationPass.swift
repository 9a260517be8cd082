public import TorchDistributed

/// An evaluation under way: which batches this process makes of it, and what all processes found.
///
/// The batches go around: with `n` processes, each makes every `n`-th one. What it finds for a batch are some
/// numbers; everybody gets all of them, in the batches' order, so that a sum over them has the same bits
/// however many processes there are.
///
///     var found: [[Double]] = []
///     for number in pass.numbers(of: count) {
///       found.append(measure(batch(number)))
///       try pass.batchEnds()
///     }
///     let all = try pass.gather(found)
///
/// A task that pays no heed to it evaluates everything in every process, which is right and slower.
public final class EvaluationPass {
  /// The processes that evaluate together.
  public let group: ProcessGroup
  private let batchEnded: (Int, Int) throws -> Void
  private var count = 0
  private var rounds = 0

  /// An evaluation by one process, which is told of after each batch.
  ///
  /// - Parameters:
  ///   - group: the processes; by default this one alone.
  ///   - batchEnded: called after each batch with how many there have been, and how many there are in all.
  ///     Each process calls it as often as the others, so that they can agree there to stop.
  public init(
    _ group: ProcessGroup = ProcessGroup(),
    batchEnded: @escaping (Int, Int) throws -> Void = { _, _ in }
  ) { (self.group, self.batchEnded) = (group, batchEnded) }

  /// The batches that this process makes, of so many.
  public func numbers(of count: Int) -> [Int] {
    (self.count, rounds) = (count, 0)
    return Array(stride(from: group.rank, to: count, by: group.size))
  }

  /// Tells that a batch was made.
  ///
  /// - Throws: what ends the evaluation: the run is asked to stop.
  public func batchEnds() throws {
    rounds += 1
    try batchEnded(min(rounds * group.size, max(count, rounds)), max(count, rounds))
  }

  /// Everybody's numbers, by the batches' order.
  ///
  /// - Parameter found: a list of numbers for each batch of ``numbers(of:)``, each as long as it needs to be.
  /// - Returns: a list for each batch of the evaluation.
  /// - Throws: a `DistributedError`, and what ``batchEnds()`` does.
  public func gather(_ found: [[Double]]) throws -> [[Double]] {
    // Who has no batch in the last round takes part in it.
    while rounds * group.size < count { try batchEnds() }
    guard group.size > 1 else { return found }
    var everybodys = try group.gather(found.flatMap { [Double($0.count)] + $0 }).map { $0[...] }
    return (0..<count).map { number in
      let maker = number % group.size
      let length = Int(everybodys[maker].popFirst() ?? 0)
      defer { everybodys[maker].removeFirst(length) }
      return Array(everybodys[maker].prefix(length))
    }
  }
}
