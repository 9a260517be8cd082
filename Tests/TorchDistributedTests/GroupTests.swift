import Foundation
import Processes
import TestSupport
import Testing

extension DistributedTests {
  /// Groups in which all is well, of one process and of more.
  struct GroupTests {
    /// The outcomes of a group that works, by its size.
    private static func working(_ size: Int) async throws -> [Outcome] {
      let outcomes = try await Probe(["work"], size: size).outcomes()
      for (rank, outcome) in outcomes.enumerated() {
        #expect(outcome.end == .code(0), "rank \(rank) of \(size): \(outcome)")
        #expect(outcome.errors == "", "rank \(rank) of \(size)")
      }
      return outcomes
    }

    @Test func theSameNumbersForEverySize() async throws {
      var alone: Outcome?
      for size in [1, 2, 3, 4, 8] {
        let outcomes = try await Self.working(size)
        let first = try #require(outcomes.first)
        alone = alone ?? first
        Self.checkCollectives(outcomes)
        for name in first.values.keys where !["joined after", "share 0"].contains(name) {
          #expect(Set(outcomes.map { $0[name] }).count == 1, "\(name) of \(size)")
        }
        let trainings = first.values.keys.filter { $0.hasPrefix("training") }
        #expect(trainings.count == 4)
        for name in trainings where size != 3 {
          #expect(first[name] == alone?[name], "\(name) of \(size)")
        }
        #expect(first["training 1024 true"] == first["training 1024 false"])
        let parts = first["training 1024 true"]?.split(separator: " ") ?? []
        #expect((parts.last.flatMap { Int($0) } ?? 0) >= 4, "several buckets")
        let whole = first["training 8388608 true"]?.split(separator: " ") ?? []
        #expect(whole.last == "1" && (whole.first == parts.first || size == 3))
        #expect(first["unused"] == "[false, true, true]")
        #expect(first["centralized"] == "true")
        #expect(first["abandoned"] == "true")
      }
    }

    private static func checkCollectives(_ outcomes: [Outcome]) {
      let size = outcomes.count
      let first = outcomes[0]
      var sums = (0..<size).map { $0.isMultiple(of: 2) ? Float(1e8) : Float(1 + $0) }
      if size & (size - 1) == 0 {
        while sums.count > 1 {
          sums = stride(from: 0, to: sums.count, by: 2).map { sums[$0] + sums[$0 + 1] }
        }
        #expect(first["sum"] == "\(sums)")
      }
      let factor = Float(size * (size + 1) / 2)
      #expect(first["channels last"] == "\(Float((0..<24).reduce(0, +)) * factor)")
      #expect(first["broadcast"] == "\((0..<6).map { Double($0 + 10 * (size - 1)) })")
      let texts = (0..<size).map { "rank \($0)" + String(repeating: "!", count: $0) }
      #expect(first["bytes"] == texts.last)
      #expect(first["none"] == "0 \([Int](repeating: 0, count: size))")
      #expect(first["gathered"] == "\(texts)")
      let numbers = (0..<size).map { [Double](repeating: 0.1 * Double($0), count: $0 + 1) }
      #expect(first["numbers"] == "\(numbers)")
      for (rank, outcome) in outcomes.enumerated() {
        let share = 24 * rank / size..<24 * (rank + 1) / size
        #expect(outcome["share \(rank)"] == "\(share)")
      }
    }
  }
}

/// One after the other: each has as many processes as it wants.
@Suite(.serialized) enum DistributedTests {}
