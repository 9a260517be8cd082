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
    for command in ["compare", "landscape"] {
      expectFailure(
        try await engine.run([command] + FakeEngine.options, with: Self.torchrun), code: 64,
        "\(command) under torchrun", "use --processes, or train")
    }
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
