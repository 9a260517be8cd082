import TestSupport
import Testing
import Torch

@testable import TorchNN

/// Statistics that are kept until a step's batches are known.
struct BatchStatisticsTests {
  private final class Network: Layer {
    let bn1 = BatchNorm2d(3, momentum: 0.25)
    let frozen = BatchNorm2d(3)
    let bn2 = BatchNorm2d(3)

    init() { frozen.isFrozen = true }

    /// The last one sees two batches in each pass.
    func callAsFunction(_ x: Tensor) -> Tensor { bn2(bn2(frozen(bn1(x))) + x) }
  }

  private let batches = (0..<3).map {
    Tensor.normal([4, 3, 2, 2], mean: Double($0), using: Generator(seed: UInt64(7 + $0)))
  }

  @Test func foldedInOrderTheyAreWhatTheBatchesLeave() throws {
    let (plain, kept) = (Network(), Network())
    for batch in batches { _ = plain(batch) }
    let before = kept.namedBuffers.map { $0.value.clone() }
    let statistics = try #require(BatchStatistics(of: kept))
    let rows = batches.map { batch in
      let (output, row) = statistics.collect { kept(batch) }
      #expect(bytes(of: output) == bytes(of: Network()(batch)))
      return row
    }
    for (buffer, old) in zip(kept.namedBuffers, before) {
      #expect(bytes(of: buffer.value) == bytes(of: old), "\(buffer.name) waits")
    }
    for row in rows { statistics.fold(row) }
    for (found, expected) in zip(kept.namedBuffers, plain.namedBuffers) {
      #expect(maxDifference(found.value, expected.value) < 1e-6, "\(found.name)")
    }
    #expect(kept.bn1.numBatchesTracked.intItem == 3)
    #expect(kept.bn2.numBatchesTracked.intItem == 6)
    #expect(kept.frozen.numBatchesTracked.intItem == 0)
    // Another order is another result, and outside of `collect` the layers fold by themselves again.
    let other = Network()
    let found = try #require(BatchStatistics(of: other))
    _ = found.collect { other(batches[0]) }
    for row in rows.reversed() { found.fold(row) }
    #expect(maxDifference(other.bn1.runningMean, kept.bn1.runningMean) > 1e-3)
    _ = kept(batches[0])
    #expect(kept.bn1.numBatchesTracked.intItem == 4)
  }

  @Test func aNetworkWithoutAnyHasNone() {
    #expect(BatchStatistics(of: Linear(2, 2, using: Generator(seed: 0))) == nil)
  }
}
