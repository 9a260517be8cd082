import CTorch
import Kernels

/// A bare loop over memory with as many streams as an optimizer's step has: the bandwidth that the
/// machine gives to such a step.
package final class StreamLoop {
  private let buffers: UnsafeMutableBufferPointer<Float>
  private let streams: Int
  private let count: Int

  /// A loop over `streams` streams of `count` numbers that are updated, 2 or 3, and one that is read.
  package init(streams: Int, count: Int) {
    precondition((2...3).contains(streams), "streams: expected 2 or 3, found \(streams)")
    (self.streams, self.count) = (streams, count)
    buffers = .allocate(capacity: (streams + 1) * count)
    buffers.initialize(repeating: 1)
  }

  deinit { buffers.deallocate() }

  /// The bytes that a run reads and writes.
  package var byteCount: Int { (2 * streams + 1) * count * MemoryLayout<Float>.size }

  package func run() {
    guard let base = buffers.baseAddress else { return }
    let updated = (0..<streams).map { Optional(base + $0 * count) }
    _ = ct_stream_loop(
      updated, streams, base + streams * count, Int64(count), ct_threads(), ct_openmp_loop)
  }
}
