import Foundation

/// Memory from the C heap that one thread fills and another takes over.
///
/// Unchecked, because the compiler cannot see that the memory has one user at a time: the worker until
/// it hands the object over under the queue's lock, the consumer from then on.
final class HeapBytes: @unchecked Sendable {
  private var memory: UnsafeMutableRawBufferPointer?

  /// Takes `count` bytes, aligned for vector instructions.
  init(count: Int) {
    let alignment = 64
    let rounded = (max(count, 1) + alignment - 1) / alignment * alignment
    let start = aligned_alloc(alignment, rounded)
    precondition(start != nil, "there is no memory left for a batch of \(count) bytes")
    memory = UnsafeMutableRawBufferPointer(start: start, count: count)
  }

  deinit { free(memory?.baseAddress) }

  /// Calls `body` with the memory as values of one type.
  func withValues<Value, Failure: Error>(
    of type: Value.Type, _ body: (UnsafeMutablePointer<Value>) throws(Failure) -> Void
  ) throws(Failure) {
    guard let values = memory?.bindMemory(to: type).baseAddress else { return }
    try body(values)
  }

  /// The memory, which lives as long as this object keeps it.
  var bytes: UnsafeMutableRawBufferPointer {
    memory ?? UnsafeMutableRawBufferPointer(start: nil, count: 0)
  }

  /// The first `count` bytes of the memory, which from now on is the caller's to free.
  func take(_ count: Int) -> UnsafeMutableRawBufferPointer {
    defer { memory = nil }
    precondition(count <= memory?.count ?? 0, "\(count) bytes of fewer")
    return UnsafeMutableRawBufferPointer(start: memory?.baseAddress, count: count)
  }
}
