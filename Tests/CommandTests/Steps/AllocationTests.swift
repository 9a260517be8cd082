import TestSupport
import Testing

/// A warm fused step asks the heap for nothing, and a training step the kernel; the probe counts in a process of its own.
@Suite struct AllocationTests {
  @Test func warmFusedStepsAllocateNothing() async throws {
    let outcome = try await Command.run([], program: "allocation-probe")
    #expect(outcome.code == 0)
    let counts = try outcome.output.split(separator: "\n").map { line in
      let words = line.split(separator: " ").map(String.init)
      return (name: try #require(words.first), count: try #require(words.last.flatMap { Int($0) }))
    }
    let fused = [
      "sgd", "sgdw", "adam", "adamw", "adagrad", "rmsprop", "lion", "moment", "scaled", "whole",
    ]
    #expect(counts.map(\.name) == fused + ["nadam"])
    for (name, count) in counts.dropLast() { #expect(count == 0, "\(name)") }
    // The control: a chain that is not fused makes tensors, and the probe sees them.
    #expect((counts.last?.count ?? 0) > 0)
  }

  /// A tensor has 4,096 pages; a page now and then is the process's own.
  @Test func memoryThatIsKeptIsNotClearedAgain() async throws {
    let outcome = try await Command.run(["memory"], program: "allocation-probe")
    #expect(outcome.code == 0)
    let faults = outcome.output.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    try #require(faults.count == 2, "\(outcome.output)")
    #expect(faults[0] > 10_000 && faults[1] < 200, "\(faults)")
  }
}
