import Torch
import TorchDistributed
import TorchNN
import TorchOptimizers

/// The passes through the network that a step of several micro-batches consists of, made by one process or
/// shared by several.
///
/// What comes of them does not depend on who made which: gradients are summed as a tree over the
/// micro-batches' numbers (see `GradientBuckets`), statistics of batch norms are folded in by their order, and
/// everybody knows all losses.
final class MicroBatches {
  /// What is told of one micro-batch.
  struct Outcome {
    /// The mean loss over its examples.
    var loss: Double
    /// The examples that it lacks.
    var missing: Int

    init(loss: Double, missing: Int) { (self.loss, self.missing) = (loss, missing) }

    /// What a row says, float64 `[2]`; waits for it.
    init(_ row: Tensor) {
      let told = row.array(of: Double.self)
      self.init(loss: told[0], missing: Int(told[1]))
    }
  }

  private let group: ProcessGroup
  private let count: Int
  private let overlapsBackward: Bool
  private let parameters: [Named<Parameter>]
  /// Made with the first step, when the others make theirs.
  private var buckets: GradientBuckets?
  private let statistics: BatchStatistics?

  /// Of steps of `count` micro-batches, which the processes of a group share evenly.
  init(
    of model: any Module, _ optimizer: Optimizer, count: Int, in group: ProcessGroup,
    overlapsBackward: Bool
  ) {
    (self.count, self.group, self.overlapsBackward) = (count, group, overlapsBackward)
    parameters = optimizer.groups.flatMap(\.parameters)
    statistics = BatchStatistics(of: model)
  }

  /// The numbers of the micro-batches that this process makes.
  var own: Range<Int> { group.share(of: count) }

  /// Makes the passes of this process, and waits for those of the others.
  ///
  /// The gradients of all of them are then in the parameters.
  ///
  /// - Parameter body: makes the pass of a number in ``own``, forward and back, and gives its loss and the examples that
  ///   it lacks: float64 `[2]`.
  /// - Returns: that of each micro-batch of the step.
  /// - Throws: what `body` throws, and a `DistributedError`; the step is then to be given up by ``abandon()``.
  func pass(_ body: (Int) throws -> Tensor) throws -> [Tensor] {
    var rows: [Tensor] = []
    let buckets = try buckets ?? makeBuckets()
    buckets.begin(microBatches: own, of: count)
    for number in own {
      buckets.beginMicroBatch(number)
      let (outcome, found) = try collect { try body(number) }
      buckets.endMicroBatch()
      rows.append(.concatenated([outcome, found.to(outcome.device)]))
    }
    try buckets.finish()
    return try gather(rows).map { row in
      statistics?.fold(row.narrowed(0, from: 2, count: row.count - 2))
      return row.narrowed(0, from: 0, count: 2)
    }
  }

  /// Everybody's rows, by the micro-batches' order.
  private func gather(_ rows: [Tensor]) throws -> [Tensor] {
    guard group.size > 1, let width = rows.first?.count else { return rows }
    // Each row is zero but for who has it: the sums are exact.
    let table = Tensor.zeros([count, width], dtype: .float64, device: rows[0].device)
    for (number, row) in zip(own, rows) { table.select(0, number).load(row) }
    try group.allReduce(table, "a sum of losses and batch statistics")
    return (0..<count).map { table.select(0, $0) }
  }

  /// About eight, where there is enough for them: so that the first travel while the backward pass goes on.
  func makeBuckets() throws -> GradientBuckets {
    let bytes = parameters.map { $0.value.count * $0.value.dtype.byteCount }.reduce(0, +)
    let made = try GradientBuckets(
      parameters, group: group,
      bucketBytes: min(max(bytes / 8, GradientTransfer.smallestBucket), 8 << 20),
      overlapsBackward: overlapsBackward)
    buckets = made
    return made
  }

  /// What came of a pass, and the statistics of its batch.
  private func collect(_ body: () throws -> Tensor) throws -> (Tensor, Tensor) {
    guard let statistics else { return (try body(), .zeros([0], dtype: .float64)) }
    return try statistics.collect(body)
  }

  /// Ends a step whose gradients have been used.
  ///
  /// - Parameter gradientsAreZero: whether they were cleared then.
  func end(gradientsAreZero: Bool) {
    buckets?.end(gradientsAreZero: gradientsAreZero)
    for parameter in parameters { parameter.value.grad = nil }
  }

  /// Gives a step up: no parameter has a gradient any more.
  func abandon() { buckets?.abandon() }
}

/// How gradients go to other processes.
package enum GradientTransfer {
  /// The bytes from which on a bucket goes by itself.
  ///
  /// A message has a price, and as little as `resnet8` has is sooner there in two than in five. Tests of small
  /// networks make it smaller.
  @TaskLocal package static var smallestBucket = 256 << 10
}
