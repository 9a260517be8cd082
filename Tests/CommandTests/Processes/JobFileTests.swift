import CentralizeOptions
import EngineProtocol
import Foundation
import TestSupport
import Testing

/// The job files of docs/Scaling.md, with what Slurm and Kubernetes make of them: the command reads what they say.
///
/// No cluster is at hand. What `srun` sets is taken from its manual, what the training operator sets from its source
/// (`pkg/controller.v1/pytorch`): for the first and the last process, each in its turn.
struct JobFileTests {
  /// An engine that keeps what it was asked and in what environment.
  private static let engine = """
    rank=${RANK:-$SLURM_PROCID}
    printf '%s' "$1" > request.$rank
    env -0 > environment.$rank
    """
  private static let options = "{model: resnet8, dataset: fashion-mnist, data: data}"

  private let page: String

  init() throws {
    page = try String(contentsOfFile: Fixture.repository + "/docs/Scaling.md", encoding: .utf8)
  }

  /// The first block of the page in this language.
  private func block(_ language: String) throws -> String {
    let parts = page.components(separatedBy: "```\(language)\n")
    return try #require(parts.dropFirst().first?.components(separatedBy: "```").first)
  }

  /// The number behind a word of a file.
  private func number(_ word: String, in text: String) throws -> Int {
    let rest = try #require(text.components(separatedBy: word).dropFirst().first)
    return try #require(Int(rest.prefix { $0.isNumber }))
  }

  /// What a process of the engine got.
  private func process(
    _ rank: Int, of engine: FakeEngine
  ) throws -> (group: ProcessEnvironment?, request: EngineRequest) {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: engine.path + "/environment.\(rank)"))
    let pairs = String(decoding: bytes, as: UTF8.self).split(separator: "\0").map {
      $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    }
    let variables = Dictionary(pairs.map { ($0[0], $0.count > 1 ? $0[1] : "") }) { $1 }
    return (
      try .read(variables), try EngineRequest(encoded: engine.lines("request.\(rank)").joined())
    )
  }

  @Test func theJobOfSlurmIsWhatIsRead() async throws {
    let job = try block("bash")
    let engine = try FakeEngine(Self.engine)
    try engine.write(job, to: "job.sh")
    try engine.write(Self.options, to: "run.yaml")
    let (nodes, tasks) = (
      try number("--nodes=", in: job), try number("--ntasks-per-node=", in: job)
    )
    let (last, cores) = (nodes * tasks - 1, try number("--cpus-per-task=", in: job))
    try engine.write(
      """
      #!/bin/bash
      cpus=${1#--cpus-per-task=}; shift
      export SLURM_JOB_ID=4711 SLURM_STEP_ID=0 SLURM_NTASKS=\(last + 1) SLURM_CPUS_PER_TASK=$cpus
      export SLURM_STEP_NODELIST='n[001-00\(nodes)]' SLURM_STEP_TASKS_PER_NODE='\(tasks)(x\(nodes))'
      for rank in 0 \(last); do
        SLURM_PROCID=$rank SLURM_LOCALID=$((rank % \(tasks))) SLURM_NODEID=$((rank / \(tasks))) "$@" || exit
      done

      """, to: "srun")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: engine.path + "/srun")
    let outcome = try await Command.run(
      ["PATH=\(engine.path):/usr/bin:/bin", "SLURM_CPUS_PER_TASK=\(cores)", "bash", "job.sh"],
      program: "/usr/bin/env", in: engine.path)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.errors == "note: --accumulate is \(last + 1), the number of processes\n")
    for rank in [0, last] {
      let (group, request) = try process(rank, of: engine)
      #expect(
        group
          == ProcessEnvironment(
            rank: rank, of: last + 1, localRank: rank % tasks, localSize: tasks, host: "n001",
            port: try number("MASTER_PORT=", in: job), cores: cores, launcher: .slurm))
      guard case .train(let run, "/shared/runs/a", resume: false, _, _, _) = request else {
        Issue.record("\(request)")
        continue
      }
      #expect(run.course.accumulate == last + 1 && run.machine.threads == cores)
    }
  }

  @Test func theJobOfKubernetesIsWhatIsRead() async throws {
    let job = try block("yaml")
    // The operator looks for the port in the container of this name, and 23456 is its own.
    #expect(job.contains("kind: PyTorchJob") && job.contains("- name: pytorch\n"))
    let name = try #require(job.firstMatch(of: /metadata: \{name: (\w+)\}/)).1
    let size = try job.matches(of: /replicas: (\d+)/).map { try #require(Int($0.1)) }.reduce(0, +)
    let words = try #require(job.firstMatch(of: /command: \[centralize, ([^\]]*)\]/)).1
    let own = job.matches(of: /\{name: ([A-Z_]+), value: "([^"]*)"\}/).map { "\($0.1)=\($0.2)" }
    let engine = try FakeEngine(Self.engine)
    try FileManager.default.createDirectory(
      atPath: engine.path + "/runs", withIntermediateDirectories: true)
    try engine.write(Self.options, to: "runs/run.yaml")
    for rank in [0, size - 1] {
      let outcome = try await engine.run(
        words.components(separatedBy: ", ").map {
          $0.hasPrefix("/runs/") ? engine.path + $0 : $0
        },
        with: own + [
          "MASTER_ADDR=\(name)-master-0", "MASTER_PORT=23456", "WORLD_SIZE=\(size)", "RANK=\(rank)",
          "PYTHONUNBUFFERED=1",
        ])
      #expect(outcome.code == 0, "\(outcome.errors)")
      let (group, request) = try process(rank, of: engine)
      #expect(group?.rank == rank && group?.size == size && group?.localSize == 1)
      #expect(group?.host == "\(name)-master-0" && group?.port == 23456)
      switch request {
      case .train(let run, let output, resume: false, _, _, _):
        #expect(rank == 0 && output == engine.path + "/runs/a" && run.course.accumulate == size)
        #expect(outcome.errors == "note: --accumulate is \(size), the number of processes\n")
      case .follow: #expect(rank > 0 && outcome.errors.isEmpty)
      default: Issue.record("\(request)")
      }
    }
  }
}
