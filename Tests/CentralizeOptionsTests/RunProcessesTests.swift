import CentralizeOptions
import EngineProtocol
import Foundation
import RunRecords
import TestSupport
import Testing

/// What several processes make of a run's options.
struct RunProcessesTests {
  /// Eight cores, and so many processes.
  private func machine(
    _ processes: Int? = nil, environment: [String: String] = [:], jobs: Int = 1,
    _ options: OptionMap = [:]
  ) throws -> Surroundings {
    var machine = TestSupport.machine(environment: environment)
    machine.cores = 8
    return try machine.shared(among: processes, options, jobs: jobs)
  }

  private static let torchrun = [
    "RANK": "1", "WORLD_SIZE": "4", "LOCAL_RANK": "1", "LOCAL_WORLD_SIZE": "2",
    "MASTER_ADDR": "n1", "MASTER_PORT": "29500",
  ]

  @Test func theirNumberIsThatOfTheBatchesOfAStep() throws {
    #expect(try minimal().resolved(in: machine()).course.accumulate == 1)
    #expect(try minimal().resolved(in: machine(3)).course.accumulate == 3)
    #expect(
      try minimal().resolved(in: machine(environment: Self.torchrun)).course.accumulate == 4)
    let given = minimal { $0[.accumulate] = 6 }
    for count in [1, 2, 3, 6] {
      #expect(try given.resolved(in: machine(count)).course.accumulate == 6)
    }
    expectError("--accumulate must be a multiple of 4, the number of processes, but is 6.") {
      _ = try given.resolved(in: machine(4))
    }
    let many = try machine(3).processes
    #expect(many.decidesSteps(of: [:]))
    #expect(!many.decidesSteps(of: given))
    #expect(many.note == "note: --accumulate is 3, the number of processes")
    let second = try machine(environment: Self.torchrun).processes
    #expect(second.rank == 1 && !second.decidesSteps(of: [:]))
  }

  @Test func theyShareTheCores() throws {
    func threads(
      _ processes: Int?, _ environment: [String: String] = [:], jobs: Int = 1
    ) throws -> Int {
      try minimal().resolved(in: machine(processes, environment: environment, jobs: jobs)).machine
        .threads
    }
    let counts = try [nil, 1, 2, 3, 16].map { try threads($0) }
    #expect(counts == [8, 8, 4, 2, 1])
    #expect(try threads(nil, Self.torchrun) == 4)
    #expect(try threads(2, jobs: 2) == 2)
    #expect(try threads(2, ["OMP_NUM_THREADS": "3"]) == 3)
    let step = [
      "SLURM_JOB_ID": "7", "SLURM_STEP_ID": "0", "SLURM_PROCID": "1", "SLURM_NTASKS": "4",
      "SLURM_LOCALID": "1", "SLURM_STEP_NODELIST": "n1", "SLURM_STEP_TASKS_PER_NODE": "4",
    ]
    #expect(try threads(nil, step) == 2)
    #expect(try threads(nil, step.merging(["SLURM_CPUS_PER_TASK": "3"]) { $1 }) == 3)
    // Of one process each, no result depends on how many runs go on at a time.
    #expect(try threads(1, jobs: 4) == 8)
  }

  @Test func whatALauncherHasStartedIsNotStartedAgain() throws {
    expectError("--processes", "4 processes already, of which this is rank 1", "says 2") {
      _ = try machine(2, environment: Self.torchrun)
    }
    #expect(try machine(2, environment: ["RANK": "0", "WORLD_SIZE": "1"]).processes.count == 2)
    #expect(try machine(2).processes.areStartedHere)
    #expect(try !machine(environment: Self.torchrun).processes.areStartedHere)
    expectError("The environment variable RANK must be", "'7'") {
      _ = try machine(environment: Self.torchrun.merging(["RANK": "7"]) { $1 })
    }
    expectError("--processes must be between 1 and") { _ = try machine(0) }
    expectError("--jobs cannot be given here", "all of the 4 processes", "--jobs says 3") {
      _ = try machine(environment: Self.torchrun, jobs: 3)
    }
  }

  @Test func aResumedRunKeepsItsSteps() throws {
    let recorded = RecordedRun(
      configuration: try run { $0[.accumulate] = 4 }, seeds: nil, file: "r/config.json")
    for count in [1, 2, 4] {
      let configuration = try recorded.resumed(with: [:], in: machine(count))
      #expect(configuration == recorded.configuration)
    }
    expectError("--accumulate must be a multiple of 3, the number of processes, but is 4.") {
      _ = try recorded.resumed(with: [:], in: machine(3))
    }
  }

  @Test func synchronizedBatchNormsBindTheProcesses() throws {
    let options = minimal { $0[.syncBatchNorm] = true }
    let run = try options.resolved(in: machine(2, options))
    #expect(run[.syncBatchNorm] == true && run[.processes] == 2 && run[.accumulate] == 2)
    let data = try JSONEncoder().encode(run)
    #expect(try JSONDecoder().decode(RunConfiguration.self, from: data) == run)
    expectError("--processes must be 4", "--sync-batch-norm", "but is 2.") {
      let more = minimal { ($0[.syncBatchNorm], $0[.accumulate]) = (true, 4) }
      _ = try more.resolved(in: machine(2))
    }
    let recorded = RecordedRun(configuration: run, seeds: nil, file: "r/config.json")
    #expect(try recorded.resumed(with: [:], in: machine(2)) == run)
    expectError("--processes was 2 and is given as 1", "r/config.json") {
      _ = try recorded.resumed(with: [:], in: machine())
    }
    // It may be said again where a launcher has started just as many.
    let four = Self.torchrun
    #expect(try machine(4, environment: four, options).processes.count == 4)
    expectError("--processes") { _ = try machine(2, environment: four, options) }
  }

  @Test func withoutThemTheNumberIsInNoRecord() throws {
    let names = try JSONDecoder().decode(
      [String: OptionValue].self, from: JSONEncoder().encode(minimal().resolved(in: machine(2)))
    ).keys
    #expect(!names.contains("processes") && !names.contains("sync-batch-norm"))
    for number in ["3", "1"] {
      let record = Data(
        try String(decoding: JSONEncoder().encode(run()), as: UTF8.self).replacing(
          "{", with: "{\"processes\":\(number),", maxReplacements: 1
        ).utf8)
      expectError("--processes cannot be given here", "--sync-batch-norm") {
        _ = try JSONDecoder().decode(RunConfiguration.self, from: record)
      }
    }
  }

  @Test func whatHasNoBatchNormsCannotSynchronizeThem() throws {
    for (name, value) in [("normalization", "group"), ("model", "vgg11")] {
      expectError("--sync-batch-norm", "no batch norm") {
        let option = try #require(OptionName(rawValue: name))
        _ = try run { ($0[.syncBatchNorm], $0[option]) = (true, .text(value)) }
      }
    }
    expectError("--sync-batch-norm", "--freeze-batch-norm") {
      _ = try run { ($0[.syncBatchNorm], $0[.freezeBatchNorm], $0[.weights]) = (true, true, "w") }
    }
  }

  @Test func theTimeoutIsInTheRequest() throws {
    let request = try EngineRequest.training(
      minimal(), output: "r", resume: false, timeout: 7, in: machine(2))
    guard case .train(let configuration, _, _, _, _, timeout: 7) = request else {
      Issue.record("\(request)")
      return
    }
    #expect(configuration.course.accumulate == 2)
    #expect(try EngineRequest(encoded: request.encoded()) == request)
    #expect(try LandscapeRequest(run(), every: nil, timeout: 9).timeout == 9)
    expectError("--timeout must be between 1 and", "but is 0.") {
      _ = try EngineRequest.training(
        minimal(), output: "r", resume: false, timeout: 0, in: machine())
    }
  }

  /// Rank 0 may have begun before another process looks.
  @Test func onlyRankZeroNeedsTheFolder() throws {
    var taken = TestSupport.machine(
      files: ["/home/me/r/config.json"], folders: ["/data", "/home/me/r"],
      environment: Self.torchrun)
    taken = try taken.shared(among: nil, [:])
    _ = try EngineRequest.training(minimal(), output: "r", resume: false, in: taken)
    taken.environment["RANK"] = "0"
    taken.environment["LOCAL_RANK"] = "0"
    let first = try taken.shared(among: nil, [:])
    expectError("The folder r ", exitCode: 1) {
      _ = try EngineRequest.training(minimal(), output: "r", resume: false, in: first)
    }
  }
}
