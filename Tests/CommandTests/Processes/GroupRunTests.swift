import EngineProtocol
import Foundation
import Processes
import TestSupport
import Testing

/// Runs that the command makes by several processes, and goes on with by others.
struct GroupRunTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  /// Four processes, then two, then one; each stops in the middle of an epoch.
  @Test func fourBeginTwoGoOnAndOneEnds() async throws {
    let options = ["--epochs", "3", "--accumulate", "4", "--log-every", "1", "--mixup", "0.2"]
    #expect(try await bench.attempt("whole", options).code == 0)
    func stop(after lines: Int) -> Interruption {
      Interruption(SIGINT, metrics: bench.path("run/metrics.jsonl"), lines: lines)
    }
    let begun = try await bench.train("run", by: 4, options, interruption: stop(after: 1))
    #expect(begun.code == 130 && begun.output.isEmpty, "\(begun.errors)")
    let step = try bench.metrics("run", "step").count
    #expect(begun.errors.contains("stopped after step \(step), everything is saved"))
    bench.expectNothingHalfWritten("run")
    let second = try await bench.resume("run", by: 2, interruption: stop(after: step + 2))
    #expect(second.code == 130 && second.errors.contains("from step \(step)"), "\(second.errors)")
    let third = try await bench.resume("run", by: 1)
    #expect(third.code == 0 && third.errors.contains("from step "), "\(third.errors)")
    try bench.expectSameRun("run", as: "whole")
  }

  /// As torchrun starts them: the first talks and writes, and the other one says nothing.
  @Test func ofALaunchersProcessesOneTalks() async throws {
    let options = ["--epochs", "2", "--accumulate", "2"]
    #expect(try await bench.attempt("whole", options).code == 0)
    let outcomes = try await bench.launch("run") { _ in options }.outcomes()
    #expect(outcomes.allSatisfy { $0.end == .code(0) }, "\(outcomes)")
    #expect(outcomes[0].output.hasPrefix("epoch 2 ") && outcomes[1].output.isEmpty)
    let lines = outcomes[0].errors.split(separator: "\n").map { $0.prefix { $0 != " " } }
    #expect(lines == ["run:", "epoch", "epoch"], "\(outcomes[0].errors)")
    #expect(outcomes[1].errors.isEmpty)
    try bench.expectSameRun("run", as: "whole")
  }

  @Test(arguments: ["landscape", "compare"].prefix(Extended.isOn ? 2 : 1))
  func whatRunsAreMadeForIsTheSame(_ command: String) async throws {
    let words =
      [command] + Bench.common + ["--steps", "2", "--seeds", "1", "--accumulate", "2"]
      + (command == "landscape" ? ["--every", "1"] : [])
    for (processes, folder) in [(1, "one"), (2, "two")] {
      let outcome = try await Command.run(
        words + ["--processes", "\(processes)", "--output", folder], in: bench.path("."))
      #expect(outcome.code == 0, "\(outcome.errors)")
    }
    let launched = try await bench.launchAll { _ in words + ["--output", "launched"] }.outcomes()
    #expect(launched.allSatisfy { $0.end == .code(0) }, "\(launched)")
    #expect(launched[1].output.isEmpty && launched[1].errors.isEmpty)
    let expected = try bench.results("one")
    #expect(expected[command == "compare" ? "comparison.json" : "landscape.json"] != nil)
    expectEqual(try bench.results("two"), expected)
    expectEqual(try bench.results("launched"), expected)
  }

  @Test(.extended) func aGridIsTheSame() async throws {
    try bench.writeGrid(
      "  epochs: 2\n  accumulate: 4\n  monitor-every: 2",
      """
      axes:
        - - {optimizer: sgd, name: SGD}
          - {optimizer: lamb}
      seeds: 2
      """)
    for (processes, folder) in [(1, "one"), (2, "two"), (4, "four")] {
      let outcome = try await bench.compare(
        ["--grid", "grid.yaml", "--processes", "\(processes)", "--output", folder])
      #expect(outcome.code == 0, "\(outcome.errors)")
    }
    expectEqual(try bench.results("two"), try bench.results("one"))
    expectEqual(try bench.results("four"), try bench.results("one"))
  }

  /// The paper's classifier has a hundred million weights behind two layers of dropout.
  @Test(.extended) func aLargeNetworkWithDropoutIsTheSame() async throws {
    try SmallData.cifar100.write(to: bench.path("color"))
    let words = [
      "train", "--model", "vgg11", "--dataset", "cifar100", "--data", "color", "--batch-size", "3",
      "--threads", "1", "--epochs", "2", "--accumulate", "2", "--learning-rate", "0.01",
    ]
    for (processes, folder) in [("1", "one"), ("2", "two")] {
      let outcome = try await Command.run(
        words + ["--processes", processes, "--output", folder], in: bench.path("."))
      #expect(outcome.code == 0, "\(outcome.errors)")
    }
    try bench.expectSameRun("two", as: "one")
  }
}
