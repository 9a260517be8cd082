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
  }

  private let group: ProcessGroup
  private let count: Int
  private let parameters: [Named<Parameter>]
  /// Made with the first step, when the others make theirs.
  private var buckets: GradientBuckets?
  private let statistics: BatchStatistics?

  /// Of steps of `count` micro-batches, which the processes of a group share evenly.
  init(of model: any Layer, _ optimizer: Optimizer, count: Int, in group: ProcessGroup) {
    (self.count, self.group) = (count, group)
    parameters = optimizer.groups.flatMap(\.parameters)
    statistics = BatchStatistics(of: model)
  }

  /// The numbers of the micro-batches that this process makes.
  var own: Range<Int> { group.share(of: count) }

  /// Makes the passes of this process, and waits for those of the others.
  ///
  /// The gradients of all of them are then in the parameters.
  ///
  /// - Parameter body: makes the pass of a number in ``own``, forward and back.
  /// - Returns: what came of each micro-batch of the step.
  /// - Throws: what `body` throws, and a `DistributedError`.
  func pass(_ body: (Int) throws -> Outcome) throws -> [Outcome] {
    var told = [Double](repeating: 0, count: 2 * count)
    var rows: [Tensor] = []
    let buckets = try buckets ?? makeBuckets()
    buckets.begin(microBatches: own, of: count)
    do {
      for number in own {
        buckets.beginMicroBatch(number)
        let (outcome, row) = try collect { try body(number) }
        buckets.endMicroBatch()
        if let row { rows.append(row) }
        (told[2 * number], told[2 * number + 1]) = (outcome.loss, Double(outcome.missing))
      }
      try buckets.finish()
    } catch {
      buckets.abandon()
      throw error
    }
    try fold(rows)
    told = try group.sum(told)
    return (0..<count).map { Outcome(loss: told[2 * $0], missing: Int(told[2 * $0 + 1])) }
  }

  /// At least four, where there is enough for them: so that the first travel while the backward pass goes on.
  func makeBuckets() throws -> GradientBuckets {
    let bytes = parameters.map { $0.value.count * $0.value.dtype.byteCount }.reduce(0, +)
    let made = try GradientBuckets(
      parameters, group: group, bucketBytes: min(max(bytes / 8, 64 << 10), 8 << 20))
    buckets = made
    return made
  }

  private func collect(_ body: () throws -> Outcome) throws -> (Outcome, Tensor?) {
    guard let statistics else { return (try body(), nil) }
    return try statistics.collect(body)
  }

  /// Has the running statistics follow everybody's, by the micro-batches' order.
  private func fold(_ rows: [Tensor]) throws {
    guard let statistics else { return }
    var all = rows
    if group.size > 1, let width = rows.first?.count {
      // Each row is zero but for who has it: the sums are exact.
      let table = Tensor.zeros([count, width], dtype: .float64)
      for (number, row) in zip(own, rows) { table.select(0, number).load(row) }
      try group.allReduce(table)
      all = (0..<count).map { table.select(0, $0) }
    }
    for row in all { statistics.fold(row) }
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
