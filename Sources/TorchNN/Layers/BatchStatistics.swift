package import Torch

/// What the batch norms of a network find in the batches of a step, kept out of the running statistics
/// until all of the step's batches are known.
///
/// A step on several batches folds them in one after the other. Where processes share the batches, none of
/// them sees them all: each keeps those of its own, all get everybody's, and each folds them in by the
/// batches' order, so that the running statistics are the same however many processes there are.
package final class BatchStatistics {
  private let layers: [BatchNorm]
  /// How often each layer was called for a batch.
  private var calls: [Int] = []

  /// Of the batch norms of `network` that are not frozen, and normalize each batch for itself; `nil` where
  /// it has none.
  package init?(of network: any Module) {
    layers = network.batchNorms.map(\.value).filter { !$0.isFrozen && $0.total == nil }
    if layers.isEmpty { return nil }
  }

  /// Does `body`, a pass through the network on one batch, without a change of the running statistics.
  ///
  /// - Parameter body: the pass; it calls each layer as often for every batch.
  /// - Returns: what `body` did, and the batch's statistics `[S]` in float64.
  package func collect<Result>(_ body: () throws -> Result) rethrows -> (Result, Tensor) {
    for layer in layers { layer.kept = [] }
    defer { for layer in layers { layer.kept = nil } }
    let result = try body()
    let found = layers.map { $0.kept ?? [] }
    calls = found.map(\.count)
    let numbers = found.joined().flatMap { [$0.mean, $0.variance] }
    return (
      result,
      withoutGrad {
        numbers.isEmpty
          ? .zeros([0], dtype: .float64) : .concatenated(numbers.map { $0.to(.float64) })
      }
    )
  }

  /// Has the running statistics follow a batch's, `[S]` of ``collect(_:)``.
  package func fold(_ statistics: Tensor) {
    withoutGrad {
      var start = 0
      for (layer, count) in zip(layers, calls) {
        for _ in 0..<count {
          for running in [layer.runningMean, layer.runningVar] {
            let found = statistics.narrowed(0, from: start, count: running.count)
            running.load(
              running.to(.float64) * (1 - layer.momentum) + found * layer.momentum)
            start += running.count
          }
          layer.numBatchesTracked += 1
        }
      }
    }
  }
}
