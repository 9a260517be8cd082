import Dispatch

/// Work that is shared by the machine's threads.
enum Parallel {
  /// The values of `body` for 0 ..< `count`, in this order whichever thread makes them.
  static func map<Value: Sendable>(
    _ count: Int, _ body: @Sendable (Int) -> Value
  ) -> [Value] {
    [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
      nonisolated(unsafe) let places = buffer
      // Each place is written once, by one thread.
      DispatchQueue.concurrentPerform(iterations: count) { index in
        places.initializeElement(at: index, to: body(index))
      }
      initialized = count
    }
  }
}
