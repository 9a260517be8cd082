import Settings
import Testing

/// Which process of a run this is, by the environments of launchers.
struct ProcessEnvironmentTests {
  private static let torchrun = [
    "RANK": "5", "WORLD_SIZE": "8", "LOCAL_RANK": "1", "LOCAL_WORLD_SIZE": "4",
    "MASTER_ADDR": "n1.cluster", "MASTER_PORT": "29500", "TORCHELASTIC_RUN_ID": "none",
    "TORCHELASTIC_USE_AGENT_STORE": "True", "TORCHELASTIC_RESTART_COUNT": "2",
  ]
  private static let kubernetes = [
    "RANK": "0", "WORLD_SIZE": "3", "MASTER_ADDR": "job-master-0", "MASTER_PORT": "23456",
  ]
  private static let slurm = [
    "SLURM_JOB_ID": "4211234", "SLURM_STEP_ID": "2", "SLURM_PROCID": "4", "SLURM_NTASKS": "7",
    "SLURM_LOCALID": "0", "SLURM_NODEID": "2", "SLURM_STEP_NODELIST": "n[001-003,7],m9",
    "SLURM_STEP_TASKS_PER_NODE": "2(x3),1",
  ]

  private static func read(
    _ environment: [String: String], with changes: [String: String?] = [:]
  ) throws -> ProcessEnvironment? {
    var all = environment
    for (name, value) in changes { all[name] = value }
    return try .read(all)
  }

  @Test func torchrunSaysAll() throws {
    #expect(
      try Self.read(Self.torchrun)
        == ProcessEnvironment(
          rank: 5, of: 8, localRank: 1, localSize: 4, host: "n1.cluster", port: 29_500,
          hasAgentStore: true, restartCount: 2, launcher: .torchrun))
    let own = try Self.read(Self.torchrun, with: ["TORCHELASTIC_USE_AGENT_STORE": "False"])
    #expect(own?.hasAgentStore == false)
  }

  @Test func kubernetesDoesNotSayWhatIsOnThisHost() throws {
    #expect(
      try Self.read(Self.kubernetes)
        == ProcessEnvironment(rank: 0, of: 3, host: "job-master-0", port: 23_456))
    let numbered = try Self.read(Self.kubernetes, with: ["LOCAL_RANK": "2"])
    #expect(numbered?.localRank == 2)
    #expect(numbered?.localSize == 3)
  }

  /// With a host that only this one can reach, all processes are here.
  @Test func aLoopbackHostHasAllProcesses() throws {
    for host in ["127.0.0.1", "localhost", "::1"] {
      let group = try Self.read(Self.kubernetes, with: ["MASTER_ADDR": host, "RANK": "2"])
      #expect(group?.localRank == 2)
      #expect(group?.localSize == 3)
    }
  }

  @Test func onlyRankZeroHasTheSocketThatListens() throws {
    let socket = ["CENTRALIZE_STORE_LISTENER": "5"]
    #expect(try Self.read(Self.kubernetes, with: socket)?.listener == 5)
    #expect(
      try Self.read(Self.kubernetes.merging(socket) { $1 }, with: ["RANK": "1"])?.listener == nil)
  }

  @Test func aStepOfSlurmIsAGroup() throws {
    #expect(
      try Self.read(Self.slurm)
        == ProcessEnvironment(
          rank: 4, of: 7, localRank: 0, localSize: 2, host: "n001", port: 23_234, launcher: .slurm))
    let named = try Self.read(
      Self.slurm, with: ["MASTER_ADDR": "10.0.0.1", "MASTER_PORT": "29500"])
    #expect(named?.host == "10.0.0.1")
    #expect(try Self.read(Self.slurm, with: ["SLURM_CPUS_PER_TASK": "4"])?.cores == 4)
    #expect(named?.port == 29_500)
    let last = try Self.read(Self.slurm, with: ["SLURM_PROCID": "6", "SLURM_NODEID": "3"])
    #expect(last?.localSize == 1)
    let older = try Self.read(
      Self.slurm, with: ["SLURM_STEP_TASKS_PER_NODE": nil, "SLURM_NTASKS_PER_NODE": "2"])
    #expect(older?.localSize == 2)
    let untold = try Self.read(
      Self.slurm, with: ["SLURM_STEP_TASKS_PER_NODE": nil, "SLURM_LOCALID": "3"])
    #expect(untold?.localSize == 4)
  }

  @Test func aLauncherInsideAStepOfSlurmCounts() throws {
    let group = try Self.read(Self.slurm.merging(Self.torchrun) { $1 })
    #expect(group?.launcher == .torchrun)
    #expect(group?.size == 8)
  }

  @Test func aJobThatIsQueuedAgainIsARestart() throws {
    let again = ["SLURM_RESTART_COUNT": "1"]
    #expect(try Self.read(Self.slurm, with: again)?.restartCount == 1)
    #expect(
      try Self.read(Self.slurm.merging(again) { $1 }.merging(Self.torchrun) { $1 })?.restartCount
        == 3)
  }

  @Test(arguments: [
    ("n[001-003,7],m9", "n001"), ("m9,n[1-2]", "m9"), ("n7", "n7"),
    ("rack[2,4]n[08-16]", "rack2n08"),
    ("n[5]-ib.cluster", "n5-ib.cluster"), ("[3-4]a,b", "3a"), ("", nil), ("n[1-2", nil),
    ("n1]", nil), ("n[],m", nil), ("n[a-b]", nil), (",n1", nil),
  ])
  func theFirstHostOfAListIsFound(_ list: String, host: String?) throws {
    let environment = Self.slurm.merging(["SLURM_STEP_NODELIST": list]) { $1 }
    if let host {
      #expect(try Self.read(environment)?.host == host)
    } else {
      #expect(throws: EnvironmentError.self) { try Self.read(environment) }
    }
  }

  /// The shell of `salloc`, where the site gives it a step of its own and where not; the script of `sbatch`; a
  /// shell that `srun` starts.
  @Test(arguments: [
    ["SLURM_STEP_ID": nil, "SLURM_PROCID": nil], ["SLURM_STEP_ID": nil, "SLURM_PROCID": "0"],
    ["SLURM_STEP_ID": "4294967290", "SLURM_PROCID": "0"],
    ["SLURM_STEP_NUM_TASKS": "1", "SLURM_PROCID": "0"],
  ])
  func aShellInsideAnAllocationIsNoGroup(_ changes: [String: String?]) throws {
    #expect(try Self.read(Self.slurm, with: changes) == nil)
  }

  @Test(arguments: [
    [:], ["RANK": "0", "WORLD_SIZE": "1"], ["RANK": "", "WORLD_SIZE": ""],
    ["MASTER_ADDR": "a", "MASTER_PORT": "1"], ["LOCAL_WORLD_SIZE": "4"],
  ])
  func oneProcessIsNoGroup(_ environment: [String: String]) throws {
    #expect(try Self.read(environment) == nil)
  }

  @Test(arguments: [
    (["RANK": "8"], "RANK", "from 0 to 7, as WORLD_SIZE is 8", "'8'"),
    (["RANK": "-1"], "RANK", "from 0 to 7", "'-1'"),
    (["RANK": "one"], "RANK", "the number of this process", "'one'"),
    (["RANK": nil], "RANK", "from 0 to 7, as WORLD_SIZE is 8", "not set"),
    (["WORLD_SIZE": nil], "WORLD_SIZE", "the number of processes", "not set"),
    (["WORLD_SIZE": "0"], "WORLD_SIZE", "from 1 to 65536", "'0'"),
    (["WORLD_SIZE": "many"], "WORLD_SIZE", "the number of processes", "'many'"),
    (["MASTER_ADDR": nil], "MASTER_ADDR", "the host of rank 0", "not set"),
    (["MASTER_PORT": nil], "MASTER_PORT", "from 1 to 65535", "not set"),
    (["MASTER_PORT": "65536"], "MASTER_PORT", "from 1 to 65535", "'65536'"),
    (["LOCAL_RANK": "4"], "LOCAL_RANK", "from 0 to 3, as LOCAL_WORLD_SIZE is 4", "'4'"),
    (["LOCAL_WORLD_SIZE": "9"], "LOCAL_WORLD_SIZE", "as WORLD_SIZE is 8", "'9'"),
    (["TORCHELASTIC_RESTART_COUNT": "x"], "TORCHELASTIC_RESTART_COUNT", "how often", "'x'"),
    (["SLURM_RESTART_COUNT": "-1"], "SLURM_RESTART_COUNT", "how often", "'-1'"),
  ])
  func whatContradictsIsNamed(
    _ changes: [String: String?], variable: String, expected: String, found: String
  ) {
    expectSentence(variable, expected, found) { try Self.read(Self.torchrun, with: changes) }
  }

  @Test(arguments: [
    (["SLURM_PROCID": "7"], "SLURM_PROCID", "from 0 to 6, as SLURM_NTASKS is 7", "'7'"),
    (["SLURM_STEP_NUM_TASKS": "x"], "SLURM_STEP_NUM_TASKS", "the number of processes", "'x'"),
    (["SLURM_STEP_ID": "x"], "SLURM_STEP_ID", "the number of a step", "'x'"),
    (["SLURM_JOB_ID": nil], "SLURM_JOB_ID", "as MASTER_PORT is not set", "not set"),
    (["SLURM_STEP_NODELIST": nil], "SLURM_STEP_NODELIST", "n[001-004,7],m9", "not set"),
    (["SLURM_LOCALID": "2"], "SLURM_LOCALID", "SLURM_STEP_TASKS_PER_NODE is '2(x3),1'", "'2'"),
    (["SLURM_CPUS_PER_TASK": "0"], "SLURM_CPUS_PER_TASK", "the cores of each process", "'0'"),
    (["SLURM_NODEID": "4"], "SLURM_NODEID", "from 0 to 3", "'4'"),
    (["SLURM_STEP_TASKS_PER_NODE": "2(x3)"], "SLURM_STEP_TASKS_PER_NODE", "7 of all", "'2(x3)'"),
    (["SLURM_STEP_TASKS_PER_NODE": "2(3),1"], "SLURM_STEP_TASKS_PER_NODE", "2(x3)", "'2(3),1'"),
    (["MASTER_PORT": "0"], "MASTER_PORT", "from 1 to 65535", "'0'"),
  ])
  func whatContradictsInSlurmIsNamed(
    _ changes: [String: String?], variable: String, expected: String, found: String
  ) {
    expectSentence(variable, expected, found) { try Self.read(Self.slurm, with: changes) }
  }

  private func expectSentence(
    _ variable: String, _ expected: String, _ found: String,
    _ read: () throws -> ProcessEnvironment?
  ) {
    let error = #expect(throws: EnvironmentError.self) { try read() }
    let sentence = error?.description ?? ""
    #expect(sentence.hasPrefix("The environment variable \(variable) must be "), "\(sentence)")
    #expect(sentence.contains(expected), "\(sentence)")
    #expect(sentence.hasSuffix("but is \(found)."), "\(sentence)")
  }
}
