import CentralizeOptions
import EngineProtocol
import Foundation
import TestSupport
import Testing

/// Processes that launchers start, and those of a comparison or a landscape.
struct ProcessOptionTests {
  private static let torchrun = [
    "RANK=1", "WORLD_SIZE=2", "LOCAL_RANK=1", "LOCAL_WORLD_SIZE=2", "MASTER_ADDR=127.0.0.1",
    "MASTER_PORT=29500",
  ]

  /// An engine of which the second is lost.
  private static let lost = """
    echo $RANK >> ranks
    if [ $RANK = 1 ]; then kill -9 $$; fi
    while :; do read -t 60 -u 3; done
    """

  @Test func aLauncherStartsTheEngineItself() async throws {
    let engine = try FakeEngine("echo $$; echo $RANK; printf '%s\\n' \"$1\"")
    let words = ["train"] + FakeEngine.options + ["--output", "run"]
    for (rank, said) in [(1, ""), (0, "note: --accumulate is 2, the number of processes\n")] {
      let outcome = try await engine.run(words, with: Self.torchrun + ["RANK=\(rank)"])
      #expect(outcome.code == 0 && outcome.errors == said, "\(outcome)")
      let lines = outcome.output.split(separator: "\n").map(String.init)
      #expect(lines.count == 3 && lines[1] == "\(rank)")
      #expect(lines.last?.contains("\"accumulate\":2") == true)
    }
  }

  @Test func aGroupIsNotStartedInAGroup() async throws {
    let engine = try FakeEngine("touch started")
    let words = ["train"] + FakeEngine.options + ["--output", "run"]
    expectFailure(
      try await engine.run(words + ["--processes", "2"], with: Self.torchrun), code: 64,
      "--processes cannot be given here", "2 processes already")
    expectFailure(
      try await engine.run(words, with: Self.torchrun + ["RANK=2"]), code: 64,
      "The environment variable RANK must be", "from 0 to 1", "'2'")
    expectFailure(
      try await engine.run(
        ["compare", "--jobs", "2"] + FakeEngine.options, with: Self.torchrun), code: 64,
      "--jobs cannot be given here", "2 processes", "one run at a time")
    #expect(!FileManager.default.fileExists(atPath: engine.path + "/started"))
  }

  @Test func aRecordWithSynchronizedBatchNormsSaysTheProcesses() async throws {
    let engine = try FakeEngine("echo $RANK >> ranks; echo \"$1\" > request")
    try engine.write(
      """
      {"model": "resnet8", "dataset": "fashion-mnist", "data": "data", "accumulate": 2,
       "sync-batch-norm": true, "processes": 2}
      """, to: "config.json")
    let outcome = try await engine.run(
      ["train", "--config", "config.json", "--output", "run"])
    #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome)")
    #expect(try engine.lines("ranks").sorted() == ["0", "1"])
    #expect(try engine.lines("request")[0].contains("\"processes\":2"))
    expectFailure(
      try await engine.run(
        ["train", "--config", "config.json", "--output", "run", "--processes", "1"]), code: 64,
      "--processes must be 2", "but is 1.")
  }

  @Test func aLostProcessIsTheFailureOfItsRun() async throws {
    let engine = try FakeEngine(Self.lost)
    let words = FakeEngine.options + ["--steps", "1", "--processes", "2", "--seeds", "1"]
    let compared = try await engine.run(["compare", "--output", "grid"] + words)
    #expect(compared.code == 1, "\(compared)")
    let failures = compared.errors.split(separator: "\n").filter { $0.hasPrefix("Error: ") }
    #expect(failures.count == 1, "\(compared.errors)")
    for word in ["2 of 2 runs failed", "rank 1 on ", "ended by signal 9 (Killed)"] {
      #expect(failures.first?.contains(word) == true, "\(compared.errors)")
    }
    #expect(compared.errors.contains("note: --accumulate is 2"))
    let record = try engine.lines("grid/grid.json").joined()
    #expect(record.contains("\"accumulate\" : 2") && !record.contains("processes"))
    #expect(try engine.lines("ranks").sorted() == ["0", "0", "1", "1"])
    let measured = try await engine.run(["landscape", "--output", "landscape"] + words)
    expectFailure(measured, code: 1, "could not be measured", "rank 1 on ", "signal 9 (Killed)")
  }

  /// One engine is asked for one run after another, and those of other processes are told by theirs.
  @Test func ofALaunchersProcessesOneIsAskedForAllRuns() async throws {
    let engine = try FakeEngine(
      """
      printf '%s\\n' "$1" >> request.$RANK
      [ "$RANK" = 1 ] && exit 0
      while read -r -u 3 line; do
        printf '%s\\n' "$line" >> asked
        case $line in *dismiss*) exit 0;; esac
        echo '{"failure":{"_0":"it is broken","isOwn":true}}' >&3
        echo '{"ended":{"_0":1}}' >&3
      done
      """)
    let words = FakeEngine.options + ["--seeds", "1", "--output", "grid", "--timeout", "7"]
    let second = try await engine.run(["compare"] + words, with: Self.torchrun)
    #expect(second.code == 0 && second.errors.isEmpty && second.output.isEmpty, "\(second)")
    let first = try await engine.run(["compare"] + words, with: Self.torchrun + ["RANK=0"])
    expectRunsFailed(first)
    let requests = try (0...1).map { try engine.lines("request.\($0)") }
    #expect(requests[0] == requests[1] && requests[0].count == 1)
    guard case .makeRuns(let facts, timeout: 7) = try EngineRequest(encoded: requests[0][0]) else {
      Issue.record("\(requests)")
      return
    }
    #expect(facts["--centralization"] == "none, all" && facts["--data"] == nil)
    let asked = try engine.lines("asked").map { try EngineRequest(encoded: $0) }
    #expect(asked.count == 3 && asked.last == .dismiss)
    guard case .train(let run, output: "grid/all-0", _, _, _, timeout: 7) = asked[1] else {
      Issue.record("\(asked)")
      return
    }
    #expect(run.course.accumulate == 2)
    let measured = try await engine.run(
      ["landscape"] + FakeEngine.options + ["--output", "landscape"],
      with: Self.torchrun + ["RANK=0"])
    expectFailure(measured, code: 1, "none-0 could not be measured", "it is broken")
    #expect(try engine.lines("asked").count == 5)
  }

  /// Its tables are of nothing.
  private func expectRunsFailed(_ outcome: Outcome) {
    let failures = outcome.errors.split(separator: "\n").filter { $0.hasPrefix("Error: ") }
    #expect(outcome.code == 1 && failures.count == 1, "\(outcome.errors)")
    for word in ["2 of 2 runs failed", "it is broken"] {
      #expect(failures.first?.contains(word) == true, "\(outcome.errors)")
    }
  }

  /// Then none is asked for any more.
  @Test func aLostEngineOfALauncherEndsTheGrid() async throws {
    let engine = try FakeEngine("echo $RANK >> ranks; read -r -u 3 line; kill -9 $$")
    let outcome = try await engine.run(
      ["compare"] + FakeEngine.options + ["--output", "grid"], with: Self.torchrun + ["RANK=0"])
    expectFailure(
      outcome, code: 1, "Error: rank 0 on ", ": its process was ended by signal 9 (Killed). ",
      "compare --resume --output grid")
    #expect(try engine.lines("ranks") == ["0"])
    let alone = try FakeEngine(
      """
      read -r -u 3 line
      echo '{"peerFailure":{"_0":"rank 1 on other ended"}}' >&3
      exit 1
      """)
    expectFailure(
      try await alone.run(
        ["compare"] + FakeEngine.options + ["--output", "grid"], with: Self.torchrun + ["RANK=0"]),
      code: 1, "Error: rank 1 on other ended. ", "compare --resume --output grid")
  }

  @Test func gridFilesSayWhatRunsAreAndNotWhere() async throws {
    let engine = try FakeEngine("touch started")
    try engine.write(
      """
      base: {model: resnet8, dataset: fashion-mnist, data: data, processes: 2}
      axes:
        - - {learning-rate: 0.1}
      """, to: "grid.yaml")
    expectFailure(
      try await engine.run(["compare", "--grid", "grid.yaml"]), code: 64, "--processes",
      "command line")
    try engine.write(
      """
      base: {model: resnet8, dataset: fashion-mnist, data: data}
      axes:
        - - {accumulate: 2}
          - {accumulate: 3}
      """, to: "grid.yaml")
    expectFailure(
      try await engine.run(["compare", "--grid", "grid.yaml", "--processes", "2"]), code: 64,
      "In grid.yaml, cell 'accumulate-3'",
      "--accumulate must be a multiple of 2, the number of processes, but is 3.")
    #expect(!FileManager.default.fileExists(atPath: engine.path + "/started"))
  }
}
